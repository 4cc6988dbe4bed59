#include "translator/ir/fold.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/ir/build.h"

namespace heddle::ir {
namespace {

/// `op a, b` on integers of that type, folded; nothing when it stays.
std::optional<std::int64_t> folded(Op op, std::int64_t a, std::int64_t b, int bits = 64, bool is_signed = true) {
  Sketch s;
  const Type* type = s.types.integer(bits, is_signed);
  const bool compares = op >= Op::eq && op <= Op::ge;
  Function& f = s.add("f", {type, type, compares ? s.types.boolean() : type}, nullptr);
  Instr x, y, i;
  x.op = y.op = Op::const_int;
  x.imm = a, y.imm = b;
  i.op = op, i.dst = 2, i.args = {0, 1};
  if (!fold(i, {&x, &y, nullptr}, f)) return std::nullopt;
  return i.imm;
}

TEST(Fold, IntegersWrapAtTheirWidth) {
  EXPECT_EQ(folded(Op::add, 255, 1, 8, false), 0);
  EXPECT_EQ(folded(Op::add, 127, 1, 8, true), -128);
  EXPECT_EQ(folded(Op::mul, std::numeric_limits<std::int64_t>::max(), 2), -2);
}

TEST(Fold, ShiftsByTheWidthGiveZero) {
  EXPECT_EQ(folded(Op::shl, 1, 64), 0);
  EXPECT_EQ(folded(Op::shr, -8, 1), -4);
  EXPECT_EQ(folded(Op::shl, 1, 8, 8, false), 0);
}

TEST(Fold, DivisionTruncatesAndLeavesFaultsToTheMachine) {
  EXPECT_EQ(folded(Op::div, -7, 2), -3);
  EXPECT_EQ(folded(Op::rem, -7, 2), -1);
  EXPECT_EQ(folded(Op::div, std::numeric_limits<std::int64_t>::min(), -1), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(folded(Op::div, 1, 0), std::nullopt);
}

TEST(Fold, UnsignedComparesAsUnsigned) {
  EXPECT_EQ(folded(Op::lt, -1, 1, 64, false), 0);
  EXPECT_EQ(folded(Op::lt, -1, 1, 64, true), 1);
}

}  // namespace
}  // namespace heddle::ir
