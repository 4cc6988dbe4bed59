// The window requirements of an op, computed from bodies written by hand.
#include "translator/ir/op_shape.h"

#include <gtest/gtest.h>

#include "runtime/abi/layout.h"
#include "tests/unit/ir/build.h"

namespace heddle::ir {
namespace {

using syntax::OperandMode;

/// op Do(at: regs, n: imm, v: in reg)
struct OpSketch : Sketch {
  Function& op = add("op Do", {}, nullptr, FunctionKind::op);

  OpSketch() {
    op.operands.resize(3);
    op.operands[0].name = "at";
    op.operands[0].mode = OperandMode::regs;
    op.operands[1].name = "n";
    op.operands[1].mode = OperandMode::imm;
    op.operands[2].name = "v";
    op.operands[2].mode = OperandMode::in_reg;
  }

  Reg number(std::int64_t n) {
    const Reg reg = add_reg(op, types.i64());
    put(op, 0, Op::const_int, reg, {}, n);
    return reg;
  }
  Reg imm() {
    const Reg reg = add_reg(op, types.i64());
    put(op, 0, Op::operand_get, reg, {}, 1);
    return reg;
  }
  Reg sum(Op how, Reg a, Reg b) {
    const Reg reg = add_reg(op, types.i64());
    put(op, 0, how, reg, {a, b});
    return reg;
  }
  void get(Reg index) { put(op, 0, Op::window_get, add_reg(op, types.value()), {index}, 0); }
  Reg callee() {
    const Reg reg = add_reg(op, types.value());
    put(op, 0, Op::operand_get, reg, {}, 2);
    return reg;
  }
};

TEST(OpShape, TheGreatestConstantIndexIsTheWindowsExtent) {
  OpSketch s;
  s.get(s.number(4));
  s.get(s.number(1));
  put(s.op, 0, Op::next);
  const OpShape shape = op_shape(s.op);
  EXPECT_EQ(shape.operands[0].extent, 5);
  EXPECT_EQ(shape.operands[2].extent, 1);
  EXPECT_TRUE(shape.counts.empty());
  EXPECT_TRUE(shape.goes_on);
}

TEST(OpShape, OtherIndicesAreLeftToTheOp) {
  OpSketch s;
  const Reg negative = s.number(-1), far = s.number(hd::max_registers), last = s.sum(Op::sub, s.imm(), s.number(1));
  for (Reg index : {negative, far, last}) s.get(index);
  put(s.op, 0, Op::next);
  EXPECT_EQ(op_shape(s.op).operands[0].extent, 0);
  for (Reg index : {negative, far, last}) EXPECT_FALSE(KnownNumbers(s.op).is_verified_index(index));
}

TEST(OpShape, ArgumentsAndResultsAreCounted) {
  OpSketch s;
  const Reg f = s.callee(), more = s.sum(Op::add, s.number(1), s.imm()), all = s.number(hd::open_results);
  put(s.op, 0, Op::enter, no_reg, {f, more, all}, 0);
  const OpShape shape = op_shape(s.op);
  EXPECT_EQ(shape.operands[0].extent, hd::frame_slots);
  ASSERT_EQ(shape.counts.size(), 1u);
  EXPECT_EQ(shape.counts[0].operand, 1);
  EXPECT_EQ(shape.counts[0].before, hd::frame_slots);
  EXPECT_EQ(shape.counts[0].more, 1);
  EXPECT_FALSE(shape.counts[0].may_be_open);
  EXPECT_TRUE(shape.goes_on);  // with the bytecode that the call returns to
}

TEST(OpShape, AnOperandPassedOnMayBeOpen) {
  OpSketch s;
  put(s.op, 0, Op::leave, no_reg, {s.imm()}, 0);
  const OpShape shape = op_shape(s.op);
  ASSERT_EQ(shape.counts.size(), 1u);
  EXPECT_EQ(shape.counts[0].before, 0);
  EXPECT_TRUE(shape.counts[0].may_be_open);
  EXPECT_FALSE(shape.goes_on);
}

TEST(OpShape, WhatIsAssignedTwiceIsNotKnown) {
  OpSketch s;
  const Reg n = s.number(2);
  put(s.op, 0, Op::const_int, n, {}, 70000);
  s.get(n);
  put(s.op, 0, Op::leave, no_reg, {n}, 0);
  const OpShape shape = op_shape(s.op);
  EXPECT_EQ(shape.operands[0].extent, 0);
  EXPECT_TRUE(shape.counts.empty());
  EXPECT_FALSE(KnownNumbers(s.op).is_verified_count(n));
}

}  // namespace
}  // namespace heddle::ir
