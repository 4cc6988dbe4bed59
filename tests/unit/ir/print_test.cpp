#include "translator/ir/print.h"

#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"

namespace heddle::ir {
namespace {

TEST(Print, AFunctionReadsLikeText) {
  Sketch s;
  Function& f = s.add("max", {s.types.i64(), s.types.i64()}, s.types.i64());
  f.reg_names = {"a", "b"};
  const Reg more = add_reg(f, s.types.boolean());
  const BlockId yes = add_block(f), no = add_block(f);
  put(f, 0, Op::gt, more, {0, 1});
  branch(f, 0, more, yes, no);
  put(f, yes, Op::ret, no_reg, {0});
  put(f, no, Op::fault).text = "a \"quoted\"\n";
  f.blocks[static_cast<std::size_t>(no)].cold = true;
  EXPECT_EQ(print(f, s.program),
            "max(%a.0: i64, %b.1: i64) -> i64\n"
            "b0:\n"
            "  %2: bool = gt %a.0, %b.1\n"
            "  branch %2 -> b1, b2\n"
            "b1:\n"
            "  ret %a.0\n"
            "b2 (cold):\n"
            "  fault \"a \\\"quoted\\\"\\x0a\"\n");
}

TEST(Print, SwitchesNameTheirCases) {
  Sketch s;
  Function& f = s.add("kind", {s.types.value()}, nullptr);
  const BlockId end = add_block(f);
  Instr& sw = put(f, 0, Op::switch_arm, no_reg, {0});
  sw.cases = {0, 2};
  sw.targets = {end, end, end};
  put(f, end, Op::ret);
  EXPECT_EQ(print(f.blocks[0].instrs[0], f, s.program), "  switch_arm %0 -> nil:b1, int:b1, b1\n");
}

}  // namespace
}  // namespace heddle::ir
