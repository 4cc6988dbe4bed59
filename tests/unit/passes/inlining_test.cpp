#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"
#include "translator/ir/print.h"
#include "translator/ir/verify.h"
#include "translator/passes/passes.h"

namespace heddle::passes {
namespace {

using namespace ir;
using testing::HasSubstr;
using testing::Not;

Function& twice(Sketch& s) {
  Function& f = s.add("twice", {s.types.i64()}, s.types.i64());
  put(f, 0, Op::add, add_reg(f, s.types.i64()), {0, 0});
  put(f, 0, Op::ret, no_reg, {1});
  return f;
}

TEST(Inlining, SmallCalleesVanish) {
  Sketch s;
  const FunctionId callee = twice(s).id;
  Function& f = s.add("f", {s.types.i64()}, s.types.i64());
  put(f, 0, Op::call, add_reg(f, s.types.i64()), {0}).callee = callee;
  put(f, 0, Op::ret, no_reg, {1});
  inline_calls(s.program);
  EXPECT_THAT(print(f, s.program), Not(HasSubstr("call")));
  EXPECT_THAT(print(f, s.program), HasSubstr("add %0, %0"));
  EXPECT_TRUE(verify(s.program).empty());
}

TEST(Inlining, RecursionStays) {
  Sketch s;
  Function& even = s.add("even", {s.types.i64()}, s.types.i64());
  Function& odd = s.add("odd", {s.types.i64()}, s.types.i64());
  put(even, 0, Op::call, add_reg(even, s.types.i64()), {0}).callee = odd.id;
  put(even, 0, Op::ret, no_reg, {1});
  put(odd, 0, Op::call, add_reg(odd, s.types.i64()), {0}).callee = even.id;
  put(odd, 0, Op::ret, no_reg, {1});
  inline_calls(s.program);
  EXPECT_THAT(print(even, s.program), HasSubstr("call odd"));
  EXPECT_THAT(print(odd, s.program), HasSubstr("call even"));
}

TEST(Inlining, ACalleesErrorReachesTheCallersHandler) {
  Sketch s;
  Function& fails = s.add("fails", {s.types.boolean(), s.types.value()}, nullptr);
  const BlockId bad = add_block(fails), good = add_block(fails);
  branch(fails, 0, 0, bad, good);
  put(fails, bad, Op::raise, no_reg, {1});
  put(fails, good, Op::ret);
  Function& f = s.add("f", {s.types.boolean(), s.types.value()}, nullptr);
  const Reg caught = add_reg(f, s.types.value());
  const BlockId handler = add_block(f), work = add_block(f, handler);
  jump(f, 0, work);
  put(f, work, Op::call, no_reg, {0, 1}).callee = fails.id;
  put(f, work, Op::ret);
  put(f, handler, Op::catch_value, caught);
  put(f, handler, Op::ret);
  inline_calls(s.program);
  ASSERT_TRUE(verify(s.program).empty());
  for (const Block& block : f.blocks)
    if (block.instrs.back().op == Op::raise) EXPECT_GE(block.handler, 0);
  effects(s.program);
  EXPECT_FALSE(f.may_be_abrupt());
}

/// A function with `n` instructions of a type, of which the first computes from its parameters.
Function& of_size(Sketch& s, const std::string& name, const Type* type, Op first, int n) {
  Function& f = s.add(name, {type, type}, s.types.boolean());
  Reg last = add_reg(f, s.types.boolean());
  put(f, 0, first, last, {0, 1});
  for (int i = 0; i < n - 2; ++i) {
    const Reg next = add_reg(f, s.types.boolean());
    put(f, 0, Op::not_, next, {last});
    last = next;
  }
  put(f, 0, Op::ret, no_reg, {last});
  return f;
}

/// A bytecode that calls it.
Function& bytecode_of(Sketch& s, const Function& callee) {
  Function& op = s.add("op Test", {callee.regs[0], callee.regs[1]}, nullptr, FunctionKind::op);
  const Reg result = add_reg(op, s.types.boolean());
  const BlockId holds = add_block(op), otherwise = add_block(op);
  put(op, 0, Op::call, result, {0, 1}).callee = callee.id;
  branch(op, 0, result, holds, otherwise);
  put(op, holds, Op::fault).text = "it holds";
  put(op, otherwise, Op::next);
  return op;
}

TEST(Inlining, ABytecodeTakesInWhatComputesButNotWhatComparesStrings) {
  Sketch s;
  const Function& numbers = bytecode_of(s, of_size(s, "less", s.types.i64(), Op::lt, 40));
  const Function& strings = bytecode_of(s, of_size(s, "before", s.types.str(), Op::lt, 40));
  inline_calls(s.program);
  EXPECT_THAT(print(numbers, s.program), HasSubstr("lt"));
  EXPECT_THAT(print(numbers, s.program), Not(HasSubstr("call")));
  EXPECT_THAT(print(strings, s.program), HasSubstr("call before"));
}

/// A function of `n` instructions that returns at three places.
Function& with_returns(Sketch& s, int n) {
  Function& f = of_size(s, "callee", s.types.boolean(), Op::eq, n - 6);
  f.blocks[0].instrs.pop_back();
  const Reg last = static_cast<Reg>(f.regs.size()) - 1;
  const BlockId a = add_block(f), b = add_block(f), c = add_block(f), d = add_block(f);
  branch(f, 0, last, a, b);
  put(f, a, Op::ret, no_reg, {last});
  branch(f, b, 0, c, d);
  put(f, c, Op::ret, no_reg, {0});
  put(f, d, Op::ret, no_reg, {1});
  return f;
}

TEST(Inlining, NothingGrowsBeyondWhatABytecodeTakesIn) {
  int stayed = 0;
  for (int size = 10; size <= 24; ++size) {
    Sketch s;
    const Function& callee = with_returns(s, size);
    Function& f = of_size(s, "f", s.types.boolean(), Op::eq, 26);
    f.blocks[0].instrs.pop_back();
    const Reg first = static_cast<Reg>(f.regs.size()) - 1, result = add_reg(f, s.types.boolean());
    put(f, 0, Op::call, result, {first, 0}).callee = callee.id;
    put(f, 0, Op::ret, no_reg, {result});
    const Function& op = bytecode_of(s, f);
    bytecode_of(s, f).name += " again";
    bytecode_of(s, callee).name += " of the callee";
    inline_calls(s.program);
    EXPECT_THAT(print(op, s.program), Not(HasSubstr("call f"))) << size;
    stayed += print(f, s.program).find("call callee") != std::string::npos;
  }
  EXPECT_GT(stayed, 0);
  EXPECT_LT(stayed, 15);
}

TEST(Inlining, ColdBlocksKeepTheirCalls) {
  Sketch s;
  Function& callee = s.add("callee", {s.types.i64()}, s.types.i64());
  Reg sum = 0;
  for (int i = 0; i < 10; ++i) {
    const Reg next = add_reg(callee, s.types.i64());
    put(callee, 0, Op::add, next, {sum, 0});
    sum = next;
  }
  put(callee, 0, Op::ret, no_reg, {sum});
  Function& f = s.add("f", {s.types.i64()}, s.types.i64());
  put(f, 0, Op::call, add_reg(f, s.types.i64()), {0}).callee = callee.id;
  put(f, 0, Op::ret, no_reg, {1});
  f.blocks[0].cold = true;
  inline_calls(s.program);
  EXPECT_THAT(print(f, s.program), HasSubstr("call callee"));
}

}  // namespace
}  // namespace heddle::passes
