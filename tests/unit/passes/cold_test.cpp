#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"
#include "translator/passes/passes.h"

namespace heddle::passes {
namespace {

using namespace ir;

TEST(Cold, ErrorsAndWhatLeadsOnlyToThem) {
  Sketch s;
  Function& f = s.add("f", {s.types.boolean(), s.types.value()}, nullptr);
  const BlockId before = add_block(f), raises = add_block(f), end = add_block(f);
  branch(f, 0, 0, before, end);
  jump(f, before, raises);
  put(f, raises, Op::raise, no_reg, {1});
  put(f, end, Op::ret);
  cold_blocks(s.program);
  EXPECT_FALSE(f.blocks[0].cold);
  EXPECT_TRUE(f.blocks[1].cold);
  EXPECT_TRUE(f.blocks[2].cold);
  EXPECT_FALSE(f.blocks[3].cold);
}

TEST(Cold, AfterACaughtErrorButNotTheJoin) {
  Sketch s;
  Function& f = s.add("f", {}, nullptr);
  const Reg caught = add_reg(f, s.types.value());
  const BlockId handler = add_block(f), work = add_block(f, handler), after = add_block(f), join = add_block(f);
  jump(f, 0, work);
  put(f, handler, Op::catch_value, caught);
  jump(f, handler, after);
  jump(f, after, join);
  jump(f, work, join);
  put(f, join, Op::ret);
  cold_blocks(s.program);
  EXPECT_TRUE(f.blocks[static_cast<std::size_t>(after)].cold);
  EXPECT_FALSE(f.blocks[static_cast<std::size_t>(join)].cold);
}

TEST(Cold, CallsOfFunctionsThatAlwaysRaise) {
  Sketch s;
  Function& fails = s.add("fails", {s.types.value()}, nullptr);
  put(fails, 0, Op::raise, no_reg, {0});
  Function& f = s.add("f", {s.types.boolean(), s.types.value()}, nullptr);
  const BlockId bad = add_block(f), end = add_block(f);
  branch(f, 0, 0, bad, end);
  put(f, bad, Op::call, no_reg, {1}).callee = fails.id;
  jump(f, bad, end);
  put(f, end, Op::ret);
  cold_blocks(s.program);
  EXPECT_TRUE(f.blocks[static_cast<std::size_t>(bad)].cold);
  EXPECT_FALSE(f.blocks[static_cast<std::size_t>(end)].cold);
}

}  // namespace
}  // namespace heddle::passes
