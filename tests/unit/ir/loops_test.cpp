#include "translator/ir/loops.h"

#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"

namespace heddle::ir {
namespace {

/// b0 -> b1 -> b1 or b2; the call is in the given block.
bool loops_with_call_in(BlockId block) {
  Sketch sketch;
  Function& f = sketch.add("f", {sketch.types.boolean()}, nullptr);
  const BlockId body = add_block(f), end = add_block(f);
  put(f, block, Op::call).callee = 0;
  put(f, 0, Op::jump).targets = {body};
  put(f, body, Op::branch, no_reg, {0}).targets = {body, end};
  put(f, end, Op::ret);
  return calls_in_loop(f);
}

TEST(Loops, ACallInTheBodyCounts) { EXPECT_TRUE(loops_with_call_in(1)); }

TEST(Loops, ACallBesideTheLoopDoesNot) {
  EXPECT_FALSE(loops_with_call_in(0));
  EXPECT_FALSE(loops_with_call_in(2));
}

}  // namespace
}  // namespace heddle::ir
