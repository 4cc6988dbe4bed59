// Faults in the ir: which instructions may cause one, and how tracebacks name their places.
#pragma once
#include <string>

#include "translator/ir/ir.h"
#include "translator/source/source_map.h"

namespace heddle::ir {

/// Returns true if the instruction may fault, itself or in what it calls. Running out of the system's memory does not
/// count.
bool may_fault(const Program& program, const Instr& instr);

/// "mine/ops.heddle:27:10"
std::string place(const Program& program, const Instr& i, const source::SourceMap& sources);

/// The place of instruction `i` of `f` in a traceback: "index (mine/ops.heddle:27:10)". One line for each function that
/// the instruction was inlined from, innermost first.
std::string site(const Program& program, const Function& f, const Instr& i, const source::SourceMap& sources);

}  // namespace heddle::ir
