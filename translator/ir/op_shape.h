// What code that uses an op must fulfil, found out from the op's body: `Asm` verifies it where the code is made, so
// that the op need not look when it runs.
//
//     op Call(at: regs, n: imm) { match at[0] { Prog p => enter(p, at, n, 1) ... } }
//
// names at[0] by a constant and passes n on as a count, so a bytecode `Call 5, 2` needs registers 5 to 9: FRAME of
// them, and two arguments. What is not known by then, as at[i] in a loop, stays for the back ends to check.
//
// Called by both back ends, with an op that has gone through all passes.
#pragma once
#include <optional>
#include <vector>

#include "runtime/abi/ops.h"
#include "translator/ir/ir.h"

namespace heddle::ir {

/// A number that is known when the code is made: a constant, or an `imm` operand plus a constant.
struct Known {
  int operand = -1;  // none: a constant
  std::int64_t constant = 0;
};

/// How the registers of one op that hold numbers come about.
class KnownNumbers {
 public:
  explicit KnownNumbers(const Function& op);
  std::optional<Known> number(Reg reg) const;
  /// The index of a window that the assembler verifies.
  bool is_verified_index(Reg reg) const;
  /// A count that the assembler verifies; it may be OPEN.
  bool is_verified_count(Reg reg) const;
  /// A count that is never OPEN.
  bool is_closed(Reg reg) const;

 private:
  const Function& f_;
  std::vector<const Instr*> definitions_;  // by register; null: none, or several
};

/// Owns what an `hd::OpShape` refers to but for the names, which are the function's.
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
