#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"
#include "translator/passes/passes.h"

namespace heddle::passes {
namespace {

using namespace ir;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Suspension, SavesWhatIsReadLaterButNotTheResult) {
  Sketch s;
  Function& f = s.add("f", {s.types.i64(), s.types.i64()}, s.types.i64());
  const Reg got = add_reg(f, s.types.value()), sum = add_reg(f, s.types.i64());
  put(f, 0, Op::wait, got, {0}).text = "resume";
  put(f, 0, Op::add, sum, {1, 1});
  put(f, 0, Op::ret, no_reg, {sum});
  suspension(f, s.program);
  ASSERT_EQ(f.suspend_points.size(), 1u);
  EXPECT_EQ(f.blocks[0].instrs[0].suspend, 0);
  EXPECT_THAT(f.suspend_points[0].live, ElementsAre(1));
}

TEST(Suspension, TheHandlersRegistersAreSavedEvenTheOldResult) {
  Sketch s;
  Function& f = s.add("f", {s.types.value()}, s.types.value());
  const Reg x = add_reg(f, s.types.value()), caught = add_reg(f, s.types.value());
  const BlockId handler = add_block(f), work = add_block(f, handler);
  put(f, 0, Op::const_nil, x);
  jump(f, 0, work);
  put(f, work, Op::wait, x, {0}).text = "resume";
  put(f, work, Op::ret, no_reg, {x});
  put(f, handler, Op::catch_value, caught);
  put(f, handler, Op::ret, no_reg, {x});
  suspension(f, s.program);
  ASSERT_EQ(f.suspend_points.size(), 1u);
  EXPECT_THAT(f.suspend_points[0].live, ElementsAre(x));
}

TEST(Suspension, CallsSuspendWithTheirCallee) {
  Sketch s;
  Function& callee = s.add("callee", {}, nullptr);
  put(callee, 0, Op::ret);
  Function& f = s.add("f", {}, nullptr);
  put(f, 0, Op::call).callee = callee.id;
  put(f, 0, Op::ret);
  suspension(f, s.program);
  EXPECT_THAT(f.suspend_points, IsEmpty());
  callee.effects = sema::effect_suspends;
  suspension(f, s.program);
  EXPECT_EQ(f.suspend_points.size(), 1u);
  callee.effects = 0;
  suspension(f, s.program);
  EXPECT_EQ(f.blocks[0].instrs[0].suspend, -1);
}

}  // namespace
}  // namespace heddle::passes
