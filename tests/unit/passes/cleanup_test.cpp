#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"
#include "translator/ir/print.h"
#include "translator/ir/verify.h"
#include "translator/passes/passes.h"

namespace heddle::passes {
namespace {

using namespace ir;

TEST(Cleanup, UnreachableBlocksAndJumpsToJumpsGo) {
  Sketch s;
  Function& f = s.add("f", {s.types.i64()}, s.types.i64());
  const BlockId hop = add_block(f), lost = add_block(f), end = add_block(f);
  jump(f, 0, hop);
  jump(f, hop, end);
  jump(f, lost, end);
  put(f, end, Op::ret, no_reg, {0});
  cleanup(f);
  EXPECT_EQ(print(f, s.program), "f(%0: i64) -> i64\nb0:\n  ret %0\n");
}

TEST(Cleanup, DeadFaultingInstructionsStay) {
  Sketch s;
  Function& f = s.add("f", {s.types.i64()}, nullptr);
  put(f, 0, Op::add, add_reg(f, s.types.i64()), {0, 0});
  put(f, 0, Op::div, add_reg(f, s.types.i64()), {0, 0});
  put(f, 0, Op::ret);
  cleanup(f);
  EXPECT_EQ(print(f, s.program), "f(%0: i64) -> ()\nb0:\n  %2: i64 = div %0, %0\n  ret\n");
}

TEST(Cleanup, WhatTheHandlerReadsStays) {
  Sketch s;
  Function& f = s.add("f", {s.types.i64()}, s.types.i64());
  const Reg x = add_reg(f, s.types.i64()), caught = add_reg(f, s.types.value());
  const BlockId handler = add_block(f), work = add_block(f, handler);
  put(f, 0, Op::const_int, x, {}, 1);
  jump(f, 0, work);
  put(f, work, Op::const_int, x, {}, 2);  // dead for what follows, but not for the handler
  put(f, work, Op::call, x, {0}).callee = f.id;
  put(f, work, Op::ret, no_reg, {0});
  put(f, handler, Op::catch_value, caught);
  put(f, handler, Op::ret, no_reg, {x});
  cleanup(f);
  EXPECT_THAT(print(f, s.program), testing::HasSubstr("const_int 2"));
  EXPECT_TRUE(verify(s.program).empty());
}

TEST(Cleanup, CopiesDoNotOutliveTheirSource) {
  Sketch s;
  Function& f = s.add("f", {s.types.i64()}, s.types.i64());
  const Reg old = add_reg(f, s.types.i64());
  put(f, 0, Op::move, old, {0});
  put(f, 0, Op::add, 0, {0, 0});
  put(f, 0, Op::ret, no_reg, {old});
  cleanup(f);
  EXPECT_THAT(print(f, s.program), testing::HasSubstr("ret %1"));
}

TEST(Cleanup, BranchOnAConstantIsAJump) {
  Sketch s;
  Function& f = s.add("f", {}, nullptr);
  const Reg yes = add_reg(f, s.types.boolean());
  const BlockId good = add_block(f), bad = add_block(f);
  put(f, 0, Op::const_bool, yes, {}, 1);
  branch(f, 0, yes, good, bad);
  put(f, good, Op::ret);
  put(f, bad, Op::fault).text = "no";
  cleanup(f);
  EXPECT_THAT(print(f, s.program), testing::Not(testing::HasSubstr("fault")));
}

}  // namespace
}  // namespace heddle::passes
