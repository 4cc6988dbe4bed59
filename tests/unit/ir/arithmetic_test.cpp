// Results of operations at the limits of their types: the header that generated code uses, and the results that
// constant folding and the emulator get from it for types known only at run time.
#include "translator/ir/arithmetic.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <optional>

#include "runtime/abi/arithmetic.h"

namespace heddle::ir {
namespace {

using Limits = std::numeric_limits<std::int64_t>;
constexpr double infinity = std::numeric_limits<double>::infinity();
const double nan = std::nan("");

std::optional<std::int64_t> of(Op op, NumberType type, std::int64_t a, std::int64_t b) {
  std::uint64_t out = 0;
  if (!compute(op, type, static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b), out)) return std::nullopt;
  return static_cast<std::int64_t>(out);
}

std::optional<std::uint64_t> of(Op op, double a, double b) {
  std::uint64_t out = 0;
  if (!compute(op, NumberType::f64, std::bit_cast<std::uint64_t>(a), std::bit_cast<std::uint64_t>(b), out))
    return std::nullopt;
  return out;
}

std::int64_t to(NumberType type, double number) {
  return static_cast<std::int64_t>(convert(NumberType::f64, type, std::bit_cast<std::uint64_t>(number)));
}

TEST(Arithmetic, SumsAndProductsWrap) {
  EXPECT_EQ(hd_add(Limits::max(), std::int64_t{1}), Limits::min());
  EXPECT_EQ(hd_sub(Limits::min(), std::int64_t{1}), Limits::max());
  EXPECT_EQ(hd_mul(Limits::min(), std::int64_t{-1}), Limits::min());
  EXPECT_EQ(hd_mul(std::uint16_t{0xffff}, std::uint16_t{0xffff}), 1);
  EXPECT_EQ(of(Op::add, NumberType::i8, 127, 1), -128);
  EXPECT_EQ(of(Op::sub, NumberType::u32, 0, 1), 0xffffffff);
  EXPECT_EQ(of(Op::mul, NumberType::i32, 0x7fffffff, 2), -2);
}

TEST(Arithmetic, DivisionTruncatesAndWrapsAtTheSmallestNumber) {
  EXPECT_EQ(hd_div(Limits::min(), std::int64_t{-1}), Limits::min());
  EXPECT_EQ(hd_rem(Limits::min(), std::int64_t{-1}), 0);
  EXPECT_EQ(hd_div(std::int8_t{-128}, std::int8_t{-1}), -128);
  EXPECT_EQ(of(Op::div, NumberType::i64, -7, 2), -3);
  EXPECT_EQ(of(Op::rem, NumberType::i64, -7, 2), -1);
  EXPECT_EQ(of(Op::div, NumberType::i32, std::numeric_limits<std::int32_t>::min(), -1),
            std::numeric_limits<std::int32_t>::min());
  EXPECT_EQ(of(Op::div, NumberType::u64, -1, 2), Limits::max());
  EXPECT_EQ(of(Op::rem, NumberType::u64, -1, 10), 5);
}

TEST(Arithmetic, DivisionByZeroHasNoResult) {
  EXPECT_EQ(of(Op::div, NumberType::i64, 1, 0), std::nullopt);
  EXPECT_EQ(of(Op::rem, NumberType::u8, 1, 0), std::nullopt);
  EXPECT_EQ(of(Op::div, NumberType::u8, 1, 256), std::nullopt);  // 0 in eight bits
  EXPECT_EQ(of(Op::div, 1.0, 0.0), std::bit_cast<std::uint64_t>(infinity));
}

TEST(Arithmetic, WideAndNegativeShiftsGiveZero) {
  EXPECT_EQ(hd_shl(std::int64_t{1}, std::int64_t{63}), Limits::min());
  for (std::int64_t by : {std::int64_t{64}, std::int64_t{65}, Limits::max(), std::int64_t{-1}, Limits::min()}) {
    EXPECT_EQ(hd_shl(std::int64_t{1}, by), 0) << by;
    EXPECT_EQ(hd_shr(std::int64_t{-1}, by), 0) << by;
    EXPECT_EQ(of(Op::shl, NumberType::i64, 1, by), 0) << by;
    EXPECT_EQ(of(Op::shr, NumberType::i64, -1, by), 0) << by;
  }
  EXPECT_EQ(of(Op::shl, NumberType::u8, 1, 8), 0);
  EXPECT_EQ(of(Op::shl, NumberType::i8, 1, -1), 0);
  EXPECT_EQ(of(Op::shl, NumberType::i8, 1, 7), -128);
}

TEST(Arithmetic, ShiftsRightKeepTheSignOfSignedNumbers) {
  EXPECT_EQ(of(Op::shr, NumberType::i64, -8, 1), -4);
  EXPECT_EQ(of(Op::shr, NumberType::i64, -8, 63), -1);
  EXPECT_EQ(of(Op::shr, NumberType::u64, -8, 1), Limits::max() - 3);
  EXPECT_EQ(of(Op::shr, NumberType::i16, -2, 15), -1);
}

TEST(Arithmetic, OverflowIsToldByTheWidth) {
  EXPECT_EQ(of(Op::add_overflows, NumberType::i64, Limits::max(), 1), 1);
  EXPECT_EQ(of(Op::add_overflows, NumberType::i8, 127, 1), 1);
  EXPECT_EQ(of(Op::add_overflows, NumberType::i16, 127, 1), 0);
  EXPECT_EQ(of(Op::sub_overflows, NumberType::u64, 0, 1), 1);
  EXPECT_EQ(of(Op::mul_overflows, NumberType::i64, Limits::min(), -1), 1);
  EXPECT_EQ(of(Op::mul_overflows, NumberType::u64, -1, 1), 0);
}

TEST(Arithmetic, FloatsBecomeIntegersWithinTheirBorders) {
  EXPECT_EQ(to(NumberType::i64, nan), 0);
  EXPECT_EQ(to(NumberType::u8, nan), 0);
  EXPECT_EQ(to(NumberType::i64, infinity), Limits::max());
  EXPECT_EQ(to(NumberType::i64, -infinity), Limits::min());
  EXPECT_EQ(to(NumberType::i64, 0x1p63), Limits::max());
  EXPECT_EQ(to(NumberType::i64, -0x1p63), Limits::min());
  EXPECT_EQ(to(NumberType::i64, 0x1.fffffffffffffp62), 0x7ffffffffffffc00);
  EXPECT_EQ(to(NumberType::u64, 0x1p64), -1);
  EXPECT_EQ(to(NumberType::u64, 0x1p63), Limits::min());  // the bits
  EXPECT_EQ(to(NumberType::u64, -1.5), 0);
  EXPECT_EQ(to(NumberType::i8, 127.9), 127);
  EXPECT_EQ(to(NumberType::i8, 128.0), 127);
  EXPECT_EQ(to(NumberType::i8, -128.9), -128);
  EXPECT_EQ(to(NumberType::u32, 4294967295.0), 4294967295);
  EXPECT_EQ(to(NumberType::u32, 4294967296.0), 4294967295);
  EXPECT_EQ(to(NumberType::i64, -1.9), -1);
}

TEST(Arithmetic, IntegersBecomeOthersByTheirLowBits) {
  EXPECT_EQ(static_cast<std::int64_t>(convert(NumberType::i64, NumberType::i8, 0x1ff)), -1);
  EXPECT_EQ(convert(NumberType::i64, NumberType::u8, 0x1ff), 0xffu);
  EXPECT_EQ(convert(NumberType::u64, NumberType::f64, ~std::uint64_t{0}), std::bit_cast<std::uint64_t>(0x1p64));
  EXPECT_EQ(convert(NumberType::i64, NumberType::f64, ~std::uint64_t{0}), std::bit_cast<std::uint64_t>(-1.0));
  EXPECT_EQ(convert(NumberType::boolean, NumberType::i64, 1), 1u);
}

TEST(Arithmetic, NothingComparesWithNaN) {
  for (Op op : {Op::eq, Op::lt, Op::le, Op::gt, Op::ge}) {
    EXPECT_EQ(of(op, nan, nan), 0u);
    EXPECT_EQ(of(op, nan, 1.0), 0u);
    EXPECT_EQ(of(op, 1.0, nan), 0u);
  }
  EXPECT_EQ(of(Op::ne, nan, nan), 1u);
  EXPECT_EQ(of(Op::eq, 0.0, -0.0), 1u);
}

TEST(Arithmetic, ComparesAsTheTypeSays) {
  EXPECT_EQ(of(Op::lt, NumberType::i64, -1, 1), 1);
  EXPECT_EQ(of(Op::lt, NumberType::u64, -1, 1), 0);
  EXPECT_EQ(of(Op::ge, NumberType::boolean, 1, 0), 1);
}

}  // namespace
}  // namespace heddle::ir
