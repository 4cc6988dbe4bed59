// The outer form of each instruction: how many operands and targets, where it may stand.
#pragma once
#include "translator/ir/ir.h"

namespace heddle::ir {

constexpr int any_number = -1;

/// Operands, results and targets of an instruction; `any_number` where the number varies.
struct Shape {
  int args = any_number;
  int results = 0;  // any_number: with or without
  int targets = 0;
};

Shape shape_of(Op op);

/// Ends a block.
bool is_terminator(Op op);
/// Belongs to the running bytecode.
bool only_in_ops(Op op);
/// `imm` is an operand of the op.
bool names_operand(Op op);
/// A machine function that faults at the place which its caller leaves in Context::fault.
bool needs_place(const std::string& intrinsic);

}  // namespace heddle::ir
