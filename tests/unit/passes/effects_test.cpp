#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"
#include "translator/passes/passes.h"
#include "translator/sema/machine.h"

namespace heddle::passes {
namespace {

using namespace ir;

TEST(Effects, ACaughtErrorIsNotTheCallers) {
  Sketch s;
  Function& fails = s.add("fails", {s.types.value()}, nullptr);
  put(fails, 0, Op::raise, no_reg, {0});
  Function& careful = s.add("careful", {s.types.value()}, nullptr);
  const Reg caught = add_reg(careful, s.types.value());
  const BlockId handler = add_block(careful), work = add_block(careful, handler);
  jump(careful, 0, work);
  put(careful, work, Op::call, no_reg, {0}).callee = fails.id;
  put(careful, work, Op::ret);
  put(careful, handler, Op::catch_value, caught);
  put(careful, handler, Op::ret);
  Function& careless = s.add("careless", {s.types.value()}, nullptr);
  put(careless, 0, Op::call, no_reg, {0}).callee = fails.id;
  put(careless, 0, Op::ret);
  effects(s.program);
  EXPECT_TRUE(fails.may_be_abrupt());
  EXPECT_FALSE(careful.may_be_abrupt());
  EXPECT_TRUE(careless.may_be_abrupt());
}

TEST(Effects, SuspensionPassesThroughHandlersAndCalls) {
  Sketch s;
  const sema::Type* cell = s.owned("Cell");
  Function& method = s.add("Cell.touch", {cell}, nullptr, FunctionKind::method);
  put(method, 0, Op::ret);
  Function& sends = s.add("sends", {cell}, nullptr);
  const Reg caught = add_reg(sends, s.types.value());
  const BlockId handler = add_block(sends), work = add_block(sends, handler);
  jump(sends, 0, work);
  put(sends, work, Op::route, no_reg, {0}).callee = method.id;
  put(sends, work, Op::ret);
  put(sends, handler, Op::catch_value, caught);
  put(sends, handler, Op::ret);
  effects(s.program);
  EXPECT_TRUE(sends.has(sema::effect_suspends));
  EXPECT_FALSE(sends.has(sema::effect_raises));
  EXPECT_FALSE(method.may_be_abrupt());
}

TEST(Effects, FunctionsOfTheMachineRaiseWhenTheTableSaysSo) {
  Sketch s;
  Function& quiet = s.add("quiet", {}, nullptr);
  put(quiet, 0, Op::call_intrinsic).imm = static_cast<std::int64_t>(sema::Machine::clock_time);
  put(quiet, 0, Op::ret);
  Function& loud = s.add("loud", {}, nullptr);
  put(loud, 0, Op::call_intrinsic).imm = static_cast<std::int64_t>(sema::Machine::str_bytes);
  put(loud, 0, Op::ret);
  effects(s.program);
  EXPECT_FALSE(quiet.may_be_abrupt());
  EXPECT_TRUE(loud.may_be_abrupt());
}

TEST(Effects, MutualRecursionReachesAFixpoint) {
  Sketch s;
  Function& a = s.add("a", {s.types.value()}, nullptr);
  Function& b = s.add("b", {s.types.value()}, nullptr);
  put(a, 0, Op::call, no_reg, {0}).callee = b.id;
  put(a, 0, Op::ret);
  put(b, 0, Op::call, no_reg, {0}).callee = a.id;
  put(b, 0, Op::raise, no_reg, {0});
  effects(s.program);
  EXPECT_TRUE(a.may_be_abrupt());
}

}  // namespace
}  // namespace heddle::passes
