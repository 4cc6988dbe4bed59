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
  effects(s.program, {});
  EXPECT_FALSE(f.may_signal());
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
