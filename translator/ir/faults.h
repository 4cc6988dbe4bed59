// Faults in the ir: which instructions may end with one, and what the places they pass are called.
#pragma once
#include <string>

#include "translator/ir/ir.h"
#include "translator/source/source_map.h"

namespace heddle::ir {

/// The instruction itself may fault, or what it calls. Running out of the system's memory does not count.
bool may_fault(const Program& program, const Instr& instr);

/// "mine/ops.heddle:27:10"
std::string place(const Program& program, const Instr& i, const source::SourceMap& sources);

/// Where instruction `i` of `f` stands, for a traceback: "index (mine/ops.heddle:27:10)". One line for each function
/// that inlining has put around it, the innermost first.
std::string site(const Program& program, const Function& f, const Instr& i, const source::SourceMap& sources);

}  // namespace heddle::ir
