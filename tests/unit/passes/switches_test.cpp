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

/// A chain of tests `x == n`, one per number, each with its own block.
Function& chain(Sketch& s, const std::vector<std::int64_t>& numbers) {
  Function& f = s.add("f", {s.types.i64()}, s.types.i64());
  BlockId at = 0;
  for (std::int64_t n : numbers) {
    const Reg constant = add_reg(f, s.types.i64()), same = add_reg(f, s.types.boolean()),
              result = add_reg(f, s.types.i64());
    const BlockId yes = add_block(f), no = add_block(f);
    put(f, at, Op::const_int, constant, {}, n);
    put(f, at, Op::eq, same, {0, constant});
    branch(f, at, same, yes, no);
    put(f, yes, Op::const_int, result, {}, n * 10);
    put(f, yes, Op::ret, no_reg, {result});
    at = no;
  }
  put(f, at, Op::ret, no_reg, {0});
  return f;
}

TEST(Switches, ThreeComparisonsAreASwitch) {
  Sketch s;
  Function& f = chain(s, {1, 2, 3});
  switches(f);
  EXPECT_THAT(print(f, s.program), HasSubstr("b0:\n  switch_int %0 -> 1:b1, 2:b2, 3:b3, b4\n"));
  EXPECT_TRUE(verify(s.program).empty());
}

TEST(Switches, TwoAreNot) {
  Sketch s;
  Function& f = chain(s, {1, 2});
  switches(f);
  EXPECT_THAT(print(f, s.program), Not(HasSubstr("switch_int")));
}

TEST(Switches, TheFirstOfEqualCasesCounts) {
  Sketch s;
  Function& f = chain(s, {1, 2, 1, 3});
  switches(f);
  EXPECT_THAT(print(f, s.program), HasSubstr("switch_int %0 -> 1:b1, 2:b2, 3:b3, b4\n"));
  EXPECT_THAT(print(f, s.program), HasSubstr("b1:\n  %3: i64 = const_int 10"));
}

TEST(Switches, ATestReadTwiceStays) {
  Sketch s;
  Function& f = chain(s, {1, 2, 3});
  Instr& keeps = f.blocks[1].instrs[0];  // reads the first comparison's result
  keeps.op = Op::convert;
  keeps.args = {2};
  switches(f);
  EXPECT_THAT(print(f, s.program), Not(HasSubstr("b0:\n  switch_int")));
  EXPECT_TRUE(verify(s.program).empty());
}

}  // namespace
}  // namespace heddle::passes
