// The requirements that an op places on code that uses it, derived from the op's body. `Asm` verifies them when the
// code is made, so that the op need not check them when it runs.
//
//     op Call(at: regs, n: imm) { match at[0] { Prog p => enter(p, at, n, 1) ... } }
//
// reads at[0], a constant index, and passes n on as a count, so a bytecode `Call 5, 2` needs registers 5 to 9: FRAME of
// them, and two arguments. Back ends check the rest at run time, such as at[i] in a loop.
//
// Called by both back ends, for an op that has gone through all passes.
#pragma once
#include <optional>
#include <vector>

#include "runtime/abi/ops.h"
#include "translator/ir/ir.h"

namespace heddle::ir {

/// A number known when the code is made: a constant, or an `imm` operand plus a constant.
struct Known {
  int operand = -1;  // -1: just the constant
  std::int64_t constant = 0;
};

/// The registers of one op whose numbers are known when the code is made.
class KnownNumbers {
 public:
  explicit KnownNumbers(const Function& op);
  std::optional<Known> number(Reg reg) const;
  /// Returns true if it is a window index that the assembler verifies.
  bool is_verified_index(Reg reg) const;
  /// Returns true if it is a count that the assembler verifies; it may be OPEN.
  bool is_verified_count(Reg reg) const;
  /// Returns true if it is a count that is never OPEN.
  bool is_closed(Reg reg) const;

 private:
  const Function& f_;
  std::vector<const Instr*> definitions_;  // by register; null if there is none, or more than one
};

/// Owns what an `hd::OpShape` refers to, except the names, which belong to the function.
struct OpShape {
  std::vector<hd::OperandShape> operands;
  std::vector<hd::CountShape> counts;
  bool goes_on = false;
  int words = 1;
  hd::OpShape view(const Function& op) const;
};

OpShape op_shape(const Function& op);

/// "Add" of "op Add".
const char* op_name(const Function& op);

}  // namespace heddle::ir
