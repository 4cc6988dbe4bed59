// Arithmetic of the description language, including the edge cases. Generated code calls these functions; constant
// folding and the emulator reach them through translator/ir/arithmetic.h. docs/language.md documents the rules for
// authors.
//
// - Integers wrap to their width. `T` is a fixed-width integer type of C++.
// - Division truncates; dividing the smallest number by -1 wraps. The caller has checked that the divisor is not zero.
// - A shift by the width or more, or by a negative number, gives 0; a shift right of a signed number keeps its sign.
// - Converting a float to an integer truncates toward zero and saturates; NaN becomes 0.
// - Where a C++ operator already has the right meaning, generated code uses it directly: bitwise operators,
//   comparisons, and IEEE addition, subtraction, multiplication, division and negation of floats (nothing equals NaN).
// Pure functions: any thread.
#pragma once
#include <cstdint>
#include <limits>
#include <type_traits>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "runtime/abi/layout.h"

template <class T>
HD_INLINE constexpr T hd_add(T a, T b) {
  using U = std::make_unsigned_t<T>;
  return static_cast<T>(static_cast<U>(a) + static_cast<U>(b));
}
template <class T>
HD_INLINE constexpr T hd_sub(T a, T b) {
  using U = std::make_unsigned_t<T>;
  return static_cast<T>(static_cast<U>(a) - static_cast<U>(b));
}
template <class T>
HD_INLINE constexpr T hd_mul(T a, T b) {
  return static_cast<T>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}
template <class T>
HD_INLINE constexpr bool hd_add_overflows(T a, T b) {
  T ignored;
  return __builtin_add_overflow(a, b, &ignored);
}
template <class T>
HD_INLINE constexpr bool hd_sub_overflows(T a, T b) {
  T ignored;
  return __builtin_sub_overflow(a, b, &ignored);
}
template <class T>
HD_INLINE constexpr bool hd_mul_overflows(T a, T b) {
  T ignored;
  return __builtin_mul_overflow(a, b, &ignored);
}
template <class T>
HD_INLINE constexpr T hd_div(T a, T b) {
  if constexpr (std::is_signed_v<T>)
    if (b == T(-1)) return hd_sub<T>(0, a);
  return static_cast<T>(a / b);
}
template <class T>
HD_INLINE constexpr T hd_rem(T a, T b) {
  if constexpr (std::is_signed_v<T>)
    if (b == T(-1)) return 0;
  return static_cast<T>(a % b);
}
template <class T>
HD_INLINE constexpr T hd_shl(T a, T n) {
  return static_cast<std::uint64_t>(n) >= sizeof(T) * 8 ? T(0) : static_cast<T>(static_cast<std::uint64_t>(a) << n);
}
template <class T>
HD_INLINE constexpr T hd_shr(T a, T n) {
  return static_cast<std::uint64_t>(n) >= sizeof(T) * 8 ? T(0) : static_cast<T>(a >> n);
}

/// `cvtsi2sd` writes half of its register, so it waits for whatever was computed there before, which in a bytecode is
/// the result of an earlier one. An empty register, of which the compiler does not know that it is empty, ends that.
HD_INLINE double hd_double_of(std::int64_t v) {
#ifdef __SSE2__
  __m128d empty = _mm_setzero_pd();
  asm("" : "+x"(empty));
  return _mm_cvtsd_f64(_mm_cvtsi64_sd(empty, v));
#else
  return static_cast<double>(v);
#endif
}

template <class To, class From>
HD_INLINE constexpr To hd_convert(From v) {
  if constexpr (std::is_same_v<To, double> && std::is_same_v<From, std::int64_t>) {
    if (std::is_constant_evaluated() || __builtin_constant_p(v)) return static_cast<double>(v);
    return hd_double_of(v);
  } else if constexpr (std::is_same_v<From, double> && std::is_integral_v<To>) {
    if (v != v) return 0;
    constexpr double high = static_cast<double>(std::numeric_limits<To>::max()) + (sizeof(To) < 8 ? 1.0 : 0.0);
    if (v >= high) return std::numeric_limits<To>::max();
    if (v < static_cast<double>(std::numeric_limits<To>::min())) return std::numeric_limits<To>::min();
    return static_cast<To>(v);
  } else {
    return static_cast<To>(v);
  }
}
