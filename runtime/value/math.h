// Functions of std.math. Any thread.
#pragma once
#include <algorithm>
#include <cmath>

#include "runtime/abi/layout.h"

namespace hd {

inline double floor(Context*, double x) { return std::floor(x); }
inline double ceil(Context*, double x) { return std::ceil(x); }
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
inline double fmod(Context*, double x, double y) { return std::fmod(x, y); }
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
