// What generated code uses beyond the runtime proper: machine arithmetic, operand access, ownership checks.
#pragma once
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <string>
#include <type_traits>

#include "runtime/intrinsics/intrinsic_headers.h"
#include "runtime/runtime.h"

/// The operations by opcode, in generated code at a constant place: one load less a bytecode than through the context.
extern hd::Operation hd_dispatch[];
#undef HD_DISPATCH
#define HD_DISPATCH HD_TAIL hd_dispatch[static_cast<std::uint16_t>(*pc)](HD_PASS)

namespace hd {

inline void set_results(Context* cx, const Value* from, std::int64_t n) {
  reserve_results(cx, n);
  copy_values(from, n, cx->results);
  cx->nresults = n;
}

/// A builtin's results: n values, then those of a list, or (skip >= 0) its own arguments from `skip` on.
inline void return_values(Context* cx, const Value* values, std::int64_t n, ValueList* list, std::int64_t skip) {
  const std::int64_t left = skip >= 0 ? args_count(cx) - skip : 0;
  const std::int64_t more = list ? list->length : left > 0 ? left : 0;
  reserve_results(cx, n + more);
  copy_values(values, n, cx->results);
  const Value* rest = list ? list->items->items<Value>() : cx->base + (skip > 0 ? skip : 0);
  copy_values(rest, more, cx->results + n);
  cx->nresults = n + more;
}

/// A VM that runs the tests of its description counts here.
struct TestCount {
  int passed = 0, failed = 0;
};

inline void run_test(Context* cx, TestCount& count, const char* name, bool (*test)(Context*)) {
  std::string message;
  bool failed = false;
  try {
    failed = test(cx);
  } catch (Fault& fault) {
    catch_fault(cx, fault);
    failed = true;
  }
  if (failed) message = cx->signal == Signal::suspend ? "a test cannot wait" : describe_failure(cx);
  cx->signal = Signal::none;
  ++(failed ? count.failed : count.passed);
  if (failed) std::printf("FAILED: %s: %s\n", name, message.c_str());
}

/// Prints the sum; the exit status of the VM.
inline int report_tests(const TestCount& count) {
  std::printf("%d passed, %d failed\n", count.passed, count.failed);
  return count.failed ? 1 : 0;
}

}  // namespace hd

#ifdef HD_NO_OWNER_CHECKS
HD_INLINE bool hd_owned(hd::Context*, const hd::Object*, std::uint32_t) { return true; }
HD_INLINE bool hd_read_shared(const hd::Object*, std::uint32_t) { return true; }
#else
/// The ownership check: class and owner in one compare.
HD_INLINE bool hd_owned(hd::Context* cx, const hd::Object* o, std::uint32_t class_id) {
  return o->low() == cx->expect[class_id];
}
/// The owner is nobody: whoever reads may. Acquire: what the home wrote before it shared the object is there.
HD_INLINE bool hd_read_shared(const hd::Object* o, std::uint32_t class_id) {
  return o->low_acquire() == class_id << 16;
}
#endif

/// An arm of an owned type: the compare that ownership needs anyway comes first, so that on the path where it
/// succeeds the later check is known to hold.
HD_INLINE bool hd_is_owned_class(hd::Context* cx, hd::Value v, std::uint32_t class_id) {
  if (v.tag != hd::tag_object) return false;
#ifdef HD_NO_OWNER_CHECKS
  (void)cx;
  return v.as_object()->class_id() == class_id;
#else
  return HD_LIKELY(v.as_object()->low() == cx->expect[class_id]) || v.as_object()->class_id() == class_id;
#endif
}

/// A field, element or register as generated code reads it.
template <class T>
HD_INLINE T hd_load(const T& from) {
  if constexpr (std::is_same_v<T, hd::Value>)
    return hd::load(from);
  else
    return from;
}

/// A hint: readers of a read-shared object may write it at once, each a value that suits.
template <class T>
HD_INLINE T hd_load_hint(const T& from) {
  return __atomic_load_n(&from, __ATOMIC_RELAXED);
}
template <class T>
HD_INLINE void hd_store_hint(T& to, T v) {
  __atomic_store_n(&to, v, __ATOMIC_RELAXED);
}

template <class T>
HD_INLINE T hd_reference(hd::Value v) {
  return v.tag == hd::tag_object ? reinterpret_cast<T>(v.bits) : nullptr;
}
HD_INLINE double hd_f64(std::uint64_t bits) { return std::bit_cast<double>(bits); }
HD_INLINE bool hd_str_equal(hd::Context* cx, hd::Str* a, hd::Str* b) {
  return a == b || (a && b && hd::str_equal(cx, a, b));
}

HD_INLINE std::int64_t hd_u16(const std::uint64_t* pc, int byte) {
  std::uint16_t v;
  std::memcpy(&v, reinterpret_cast<const char*>(pc) + byte, 2);
  return v;
}
HD_INLINE std::int64_t hd_i16(const std::uint64_t* pc, int byte) {
  std::int16_t v;
  std::memcpy(&v, reinterpret_cast<const char*>(pc) + byte, 2);
  return v;
}
HD_INLINE std::int32_t hd_i32(const std::uint64_t* pc, int byte) {
  std::int32_t v;
  std::memcpy(&v, reinterpret_cast<const char*>(pc) + byte, 4);
  return v;
}

HD_INLINE std::int64_t hd_args_len(hd::Context* cx, std::int64_t skip) {
  const std::int64_t n = hd::args_count(cx) - skip;
  return n > 0 ? n : 0;
}
HD_INLINE hd::Value hd_args_get(hd::Context* cx, std::int64_t skip, std::int64_t i) {
  return i >= 0 && skip + i < hd::args_count(cx) ? hd::load(cx->base[skip + i]) : hd::Value::nil();
}

template <class T>
HD_INLINE T hd_add(T a, T b) {
  using U = std::make_unsigned_t<T>;
  return static_cast<T>(static_cast<U>(a) + static_cast<U>(b));
}
template <class T>
HD_INLINE T hd_sub(T a, T b) {
  using U = std::make_unsigned_t<T>;
  return static_cast<T>(static_cast<U>(a) - static_cast<U>(b));
}
template <class T>
HD_INLINE T hd_mul(T a, T b) {
  return static_cast<T>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}
template <class T>
HD_INLINE T hd_div(T a, T b) {
  if constexpr (std::is_signed_v<T>)
    if (b == T(-1)) return hd_sub<T>(0, a);
  return static_cast<T>(a / b);
}
template <class T>
HD_INLINE T hd_rem(T a, T b) {
  if constexpr (std::is_signed_v<T>)
    if (b == T(-1)) return 0;
  return static_cast<T>(a % b);
}
template <class T>
HD_INLINE T hd_shl(T a, T n) {
  return static_cast<std::uint64_t>(n) >= sizeof(T) * 8 ? T(0) : static_cast<T>(static_cast<std::uint64_t>(a) << n);
}
template <class T>
HD_INLINE T hd_shr(T a, T n) {
  return static_cast<std::uint64_t>(n) >= sizeof(T) * 8 ? T(0) : static_cast<T>(a >> n);
}

template <class To, class From>
HD_INLINE To hd_convert(From v) {
  if constexpr (std::is_same_v<From, double> && std::is_integral_v<To>) {
    if (v != v) return 0;
    constexpr double high = static_cast<double>(std::numeric_limits<To>::max()) + (sizeof(To) < 8 ? 1.0 : 0.0);
    if (v >= high) return std::numeric_limits<To>::max();
    if (v < static_cast<double>(std::numeric_limits<To>::min())) return std::numeric_limits<To>::min();
    return static_cast<To>(v);
  } else {
    return static_cast<To>(v);
  }
}

template <class T>
void hd_array_copy(hd::Context* cx, hd::Array* from, std::int64_t first, std::int64_t last, hd::Array* to,
                   std::int64_t at) {
  if (first < 0 || first > last || last > from->length || at < 0 || at + (last - first) > to->length)
    hd::fault(cx, "range out of bounds");
  std::memmove(static_cast<void*>(to->items<T>() + at), from->items<T>() + first,
               static_cast<std::size_t>(last - first) * sizeof(T));
}
template <class T>
void hd_array_fill(hd::Context* cx, hd::Array* a, std::int64_t first, std::int64_t last, T v) {
  if (first < 0 || first > last || last > a->length) hd::fault(cx, "range out of bounds");
  for (std::int64_t i = first; i < last; ++i) a->items<T>()[i] = v;
}
template <class T>
bool hd_array_freeze(hd::Context* cx, hd::Array* a, hd::Array** out) {
  if (hd::array_new(cx, a->class_id(), sizeof(T), a->length, out)) return true;
  std::memcpy(static_cast<void*>((*out)->items<T>()), a->items<T>(), static_cast<std::size_t>(a->length) * sizeof(T));
  return false;
}
