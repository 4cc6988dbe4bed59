// Functions of std.math that do not call the C library's give the same results, to the bit.
#include "runtime/value/math.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <vector>

namespace hd {
namespace {

const std::vector<double>& operands() {
  static const std::vector<double> all = [] {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::vector<double> some = {0,      0.25,     0.5,      1,          1.5,         2,
                                3,      7,        10,       1e9,        1e9 + .5,    0x1p31,
                                0x1p51, 0x1.8p51, 0x1p52,   0x1p53,     0x1p62,      0x1p63,
                                0x1p64, 1e300,    infinity, 5e-324,     1e-300,      std::nextafter(1, 0),
                                12345,  99.75,    2.5,      0x1p52 - 1, 0x1p52 - .5, std::nextafter(0x1p52, 0)};
    const std::size_t n = some.size();
    for (std::size_t i = 0; i < n; ++i) some.push_back(-some[i]);
    some.push_back(std::numeric_limits<double>::quiet_NaN());
    return some;
  }();
  return all;
}

/// The same bits, or both not numbers.
bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

TEST(Math, FloorAndCeil) {
  for (const double x : operands()) {
    EXPECT_TRUE(same(floor(nullptr, x), std::floor(x))) << x;
    EXPECT_TRUE(same(ceil(nullptr, x), std::ceil(x))) << x;
  }
}

TEST(Math, Fmod) {
  for (const double x : operands())
    for (const double y : operands()) EXPECT_TRUE(same(fmod(nullptr, x, y), std::fmod(x, y))) << x << " % " << y;
}

TEST(Math, IntegersBecomeFloats) {
  for (const std::int64_t i : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1} << 53, (std::int64_t{1} << 53) + 1,
                               std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    volatile std::int64_t at_run_time = i;
    EXPECT_TRUE(same(hd_convert<double>(std::int64_t{at_run_time}), static_cast<double>(i))) << i;
  }
}

}  // namespace
}  // namespace hd
