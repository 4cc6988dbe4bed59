// Functions of std.math. Any thread.
#pragma once
#include <algorithm>
#include <cmath>

#include "runtime/abi/arithmetic.h"
#include "runtime/abi/layout.h"

namespace hd {

/// From here on, floats have no fraction; below, they fit an integer of 64 bits.
constexpr double least_whole = 0x1p52;

// The functions of the C library are calls, since they choose their code by the processor. The sign is copied for
// zeros.
HD_INLINE double floor(Context*, double x) {
  if (!(std::fabs(x) < least_whole)) return x;  // or NaN
  const double whole = hd_convert<double>(static_cast<std::int64_t>(x));
  return std::copysign(whole > x ? whole - 1 : whole, x);
}
HD_INLINE double ceil(Context*, double x) {
  if (!(std::fabs(x) < least_whole)) return x;
  const double whole = hd_convert<double>(static_cast<std::int64_t>(x));
  return std::copysign(whole < x ? whole + 1 : whole, x);
}
inline double sqrt(Context*, double x) { return std::sqrt(x); }
inline double sin(Context*, double x) { return std::sin(x); }
inline double cos(Context*, double x) { return std::cos(x); }
inline double tan(Context*, double x) { return std::tan(x); }
inline double asin(Context*, double x) { return std::asin(x); }
inline double acos(Context*, double x) { return std::acos(x); }
inline double atan2(Context*, double y, double x) { return std::atan2(y, x); }
inline double exp(Context*, double x) { return std::exp(x); }
inline double ln(Context*, double x) { return std::log(x); }
inline double log2(Context*, double x) { return std::log2(x); }
inline double log10(Context*, double x) { return std::log10(x); }
inline double pow(Context*, double x, double y) { return std::pow(x, y); }
/// Integral operands are divided as integers, which is exact, and a good deal faster than the C library's loop.
inline double fmod(Context*, double x, double y) {
  if (std::fabs(x) < least_whole && std::fabs(y) < least_whole) {
    const auto a = static_cast<std::int64_t>(x), b = static_cast<std::int64_t>(y);
    if (b != 0 && hd_convert<double>(a) == x && hd_convert<double>(b) == y)
      return std::copysign(hd_convert<double>(a % b), x);
  }
  return std::fmod(x, y);
}
inline double sinh(Context*, double x) { return std::sinh(x); }
inline double cosh(Context*, double x) { return std::cosh(x); }
inline double tanh(Context*, double x) { return std::tanh(x); }
inline double ldexp(Context*, double x, std::int64_t e) {
  return std::ldexp(x, static_cast<int>(std::clamp<std::int64_t>(e, -10'000, 10'000)));
}
inline std::int64_t binary_exponent(Context*, double x) {
  int e = 0;
  std::frexp(x, &e);
  return std::isfinite(x) ? e : 0;
}

}  // namespace hd
