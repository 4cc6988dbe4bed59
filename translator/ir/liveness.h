// Liveness of registers: which may still be read after a point. Backward dataflow over the blocks.
#pragma once
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::ir {

/// One bit a register.
using RegSet = std::vector<bool>;

/// Registers an instruction reads (record_set reads and writes its record).
void uses(const Instr& instr, std::vector<Reg>& out);
/// The register an instruction writes as a whole, or no_reg.
Reg defines(const Instr& instr);

struct Liveness {
  std::vector<RegSet> in;  // by block
  std::vector<RegSet> out;
};

/// A block with a handler may go there from any of its instructions, so what is live in the handler is live throughout.
Liveness liveness(const Function& function);

}  // namespace heddle::ir
