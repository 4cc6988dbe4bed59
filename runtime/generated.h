// What generated code uses besides the runtime proper: machine arithmetic, operand access, ownership checks.
#pragma once
#include <algorithm>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstdio>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

#include "runtime/abi/arithmetic.h"
#include "runtime/code/receiver.h"
#include "runtime/code/ways_out.h"
#include "runtime/intrinsics/intrinsic_headers.h"
#include "runtime/runtime.h"

/// The operations by opcode, at a constant address in generated code: saves a load per bytecode compared to going
/// through the context.
extern hd::Operation hd_dispatch[];
#undef HD_DISPATCH
#define HD_DISPATCH HD_TAIL hd_dispatch[static_cast<std::uint16_t>(*pc)](HD_PASS)
/// A safepoint. Relaxed: what the word announces is read there, in order.
#define HD_POLL \
  if (HD_UNLIKELY(cx->poll.is_set())) HD_TAIL hd::safepoint(HD_PASS)

// Short names used throughout generated code.
using i8 = std::int8_t;
using i16 = std::int16_t;
using i32 = std::int32_t;
using i64 = std::int64_t;
using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;
using hd::Array;
using hd::Asm;
using hd::Code;
using hd::Context;
using hd::Frame;
using hd::Native;
using hd::Object;
using hd::Str;
using hd::Value;

namespace hd {

/// Sets a builtin's results: n values, then those of a list, or (skip >= 0) its own arguments from `skip` on.
inline void return_values(Context* cx, const Value* values, std::int64_t n, ValueList* list, std::int64_t skip) {
  const std::int64_t left = skip >= 0 ? args_count(cx) - skip : 0;
  const std::span<const Value> spread = list ? elements(cx, list) : std::span<const Value>{};
  const std::int64_t more = list ? std::ssize(spread) : left > 0 ? left : 0;
  reserve_results(cx, n + more);
  copy_values(values, n, cx->results);
  const Value* rest = list ? spread.data() : cx->base + (skip > 0 ? skip : 0);
  copy_values(rest, more, cx->results + n);
  cx->nresults = n + more;
}

/// Puts n values in front of the results.
inline void precede_results(Context* cx, const Value* values, std::int64_t n) {
  reserve_results(cx, n + cx->nresults);
  std::copy_backward(cx->results, cx->results + cx->nresults, cx->results + cx->nresults + n);
  copy_values(values, n, cx->results);
  cx->nresults += n;
}

/// Returns the frame in which a suspended activation keeps its registers: its existing one, or a new one.
inline Frame* keep(Context* cx, Frame* frame, Operation resume, std::uint32_t state, std::uint32_t nslots) {
  if (!frame) return spill(cx, resume, state, nslots);
  frame->state = state;
  relink(cx, frame);
  return frame;
}

/// Counts for a VM that runs the tests of its description.
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
  if (failed) message = cx->abrupt == Abrupt::suspend ? "a test cannot wait" : describe_failure(cx);
  cx->abrupt = Abrupt::none;
  ++(failed ? count.failed : count.passed);
  if (failed) std::printf("FAILED: %s: %s\n", name, message.c_str());
}

/// Prints the totals and returns the exit status of the VM.
inline int report_tests(const TestCount& count) {
  std::printf("%d passed, %d failed\n", count.passed, count.failed);
  return count.failed ? 1 : 0;
}

}  // namespace hd

#ifdef HD_NO_OWNER_CHECKS
HD_INLINE bool hd_owned(hd::Context*, const hd::Object*, std::uint32_t) { return true; }
HD_INLINE bool hd_read_shared(const hd::Object*, std::uint32_t) { return true; }
#else
/// The ownership check: class and owner in a single compare.
HD_INLINE bool hd_owned(hd::Context* cx, const hd::Object* o, std::uint32_t class_id) {
  return o->low() == cx->expect[class_id];
}
/// Returns true if the object is read-shared, so that any context may read it. Acquire: makes visible what the home
/// wrote before it shared the object.
HD_INLINE bool hd_read_shared(const hd::Object* o, std::uint32_t class_id) {
  return o->low_acquire() == class_id << 16;
}
#endif

/// Class test for an arm of an owned type. The compare needed for ownership comes first, so that the compiler knows the
/// later ownership check succeeds on that path.
HD_INLINE bool hd_is_owned_class(hd::Context* cx, hd::Value v, std::uint32_t class_id) {
  if (v.tag != hd::tag_object) return false;
#ifdef HD_NO_OWNER_CHECKS
  (void)cx;
  return v.as_object()->class_id() == class_id;
#else
  return HD_LIKELY(v.as_object()->low() == cx->expect[class_id]) || v.as_object()->class_id() == class_id;
#endif
}

// Saving registers in an array of Values and restoring them, for suspended functions and a bytecode's later form.
// Records, which take several slots each, are the language's own (language.h).
HD_INLINE void hd_save_one(hd::Value*& at, hd::Value v) { *at++ = v; }
HD_INLINE void hd_save_one(hd::Value*& at, bool v) { *at++ = hd::Value::boolean(v); }
HD_INLINE void hd_save_one(hd::Value*& at, double v) { *at++ = hd::Value::number(v); }
template <std::integral T>
HD_INLINE void hd_save_one(hd::Value*& at, T v) {
  *at++ = hd::Value::integer(static_cast<std::int64_t>(v));
}
template <class T>
HD_INLINE void hd_save_one(hd::Value*& at, T* v) {
  *at++ = hd::Value::reference(v);
}
HD_INLINE void hd_restore_one(const hd::Value*& at, hd::Value& v) { v = *at++; }
HD_INLINE void hd_restore_one(const hd::Value*& at, bool& v) { v = at++->as_bool(); }
HD_INLINE void hd_restore_one(const hd::Value*& at, double& v) { v = at++->as_float(); }
template <std::integral T>
HD_INLINE void hd_restore_one(const hd::Value*& at, T& v) {
  v = static_cast<T>(at++->bits);
}
template <class T>
HD_INLINE void hd_restore_one(const hd::Value*& at, T*& v) {
  v = at->tag == hd::tag_object ? reinterpret_cast<T*>(at->bits) : nullptr;
  ++at;
}
template <class... T>
HD_INLINE void hd_save(hd::Value* at, const T&... registers) {
  (hd_save_one(at, registers), ...);
}
template <class... T>
HD_INLINE void hd_restore(const hd::Value* at, T&... registers) {
  (hd_restore_one(at, registers), ...);
}

/// Reads a field, element or register as generated code does.
template <class T>
HD_INLINE T hd_load(const T& from) {
  if constexpr (std::is_same_v<T, hd::Value>)
    return hd::load(from);
  else
    return from;
}

/// Reads a hint. Readers of a read-shared object may write it concurrently, each with a valid value. Relaxed: any of
/// the values will do, and nothing is accessed through it without a check.
template <class T>
HD_INLINE T hd_load_hint(const T& from) {
  return __atomic_load_n(&from, __ATOMIC_RELAXED);
}
template <class T>
HD_INLINE void hd_store_hint(T& to, std::type_identity_t<T> v) {
  __atomic_store_n(&to, v, __ATOMIC_RELAXED);  // as hd_load_hint
}

/// Returns true if the index is outside an array of that length. Negative ones are.
HD_INLINE bool hd_outside(std::int64_t index, std::int64_t length) {
  return static_cast<std::uint64_t>(index) >= static_cast<std::uint64_t>(length);
}
HD_INLINE bool hd_is_class(const hd::Object* o, std::uint32_t class_id) {
  return o != nullptr && o->class_id() == class_id;
}
template <class T>
HD_INLINE T* hd_new(hd::Context* cx, std::uint16_t class_id, std::uint16_t owner) {
  auto* object = static_cast<T*>(hd::allocate_bytes(cx, T::bytes));
  object->header = hd::make_header(owner, class_id);
  return object;
}
/// Converts a register to a Value.
HD_INLINE hd::Value hd_value(hd::Value v) { return v; }
HD_INLINE hd::Value hd_value(bool v) { return hd::Value::boolean(v); }
HD_INLINE hd::Value hd_value(double v) { return hd::Value::number(v); }
template <std::integral T>
HD_INLINE hd::Value hd_value(T v) {
  return hd::Value::integer(static_cast<std::int64_t>(v));
}
template <class T>
HD_INLINE hd::Value hd_value(T* v) {
  return hd::Value::reference(v);
}
/// Sends a request to the owner of the first argument. Returns true if abrupt, as do the next two functions.
template <class... T>
HD_INLINE bool hd_route(hd::Context* cx, const hd::MethodInfo* method, T... sent) {
  const hd::Value values[] = {hd_value(sent)...};
  return hd::route(cx, method, values, sizeof...(T));
}
template <class... T>
HD_INLINE bool hd_call_guest(hd::Context* cx, hd::Value callee, T... sent) {
  const hd::Value values[sizeof...(T) + 1] = {sent...};
  return hd::call_guest(cx, callee, values, sizeof...(T));
}
template <class... T>
HD_INLINE bool hd_call_guest_spread(hd::Context* cx, hd::Value callee, hd::ValueList* list, std::int64_t skip,
                                    T... sent) {
  const hd::Value values[sizeof...(T) + 1] = {sent...};
  return hd::call_guest_spread(cx, callee, values, sizeof...(T), list, skip);
}
/// Returns these values from a builtin, then those of a list, or its own arguments from `skip` on.
template <class... T>
HD_INLINE bool hd_return_spread(hd::Context* cx, hd::ValueList* list, std::int64_t skip, T... returned) {
  const hd::Value values[sizeof...(T) + 1] = {returned...};
  hd::return_values(cx, values, sizeof...(T), list, skip);
  return false;
}
template <class... T>
HD_INLINE bool hd_return(hd::Context* cx, T... returned) {
  if constexpr (sizeof...(T) > hd::least_results) return hd_return_spread(cx, nullptr, -1, returned...);
  hd::Value* at = cx->results;
  ((*at++ = returned), ...);
  cx->nresults = sizeof...(T);
  return false;
}
/// The same, followed by the results of the last call.
template <class... T>
HD_INLINE bool hd_return_before_results(hd::Context* cx, T... returned) {
  const hd::Value values[sizeof...(T) + 1] = {returned...};
  if (sizeof...(T) > 0) hd::precede_results(cx, values, sizeof...(T));
  return false;
}
HD_INLINE hd::Value hd_first_result(hd::Context* cx) { return cx->nresults ? cx->results[0] : hd::Value::nil(); }
HD_INLINE hd::Value hd_integer(std::int64_t i) { return hd::Value::integer(i); }
/// Receives a result that is not used.
template <class T>
struct hd_ignored {
  T value;
  operator T*() { return &value; }
};

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

// Operands of the running bytecode, by byte offset.
#define HD_REG(byte) hd::load(base[hd_u16(pc, byte)])
#define HD_CONST(byte) consts[hd_i32(pc, byte)]
/// A register or a constant, depending on the variant.
#define HD_REG_OR_CONST(bit, byte) hd_reg_or_const<form>(pc, bit, byte, base, consts)
/// A string of the description, interned before the machine starts.
using hd_string = hd::Str* const;
extern const hd::OpInfo hd_ops[];
template <int form>
HD_INLINE hd::Value hd_reg_or_const(const std::uint64_t* pc, int bit, int byte, const hd::Value* base,
                                    const hd::Value* consts) {
  const int variant = form == hd_later ? hd_ops[static_cast<std::uint16_t>(*pc)].variant : form;
  return hd::load((variant >> bit & 1 ? consts : base)[hd_u16(pc, byte)]);
}

/// `emit Op`. `constants`: bit i is set if operand i is a constant.
#define HD_EMIT(assembler, op, variant, constants, place, ...)                                                  \
  {                                                                                                             \
    static const hd::EmitSite hd_site = {&hd_op_shapes[shape_##op], opcode_##op + (variant), constants, place}; \
    const i64 hd_values[] = {__VA_ARGS__};                                                                      \
    hd::asm_emit(cx, assembler, hd_site, hd_values);                                                            \
  }
extern const hd::OpShape hd_op_shapes[];

HD_INLINE std::int64_t hd_args_len(hd::Context* cx, std::int64_t skip) {
  const std::int64_t n = hd::args_count(cx) - skip;
  return n > 0 ? n : 0;
}
HD_INLINE hd::Value hd_args_get(hd::Context* cx, std::int64_t skip, std::int64_t i) {
  return i >= 0 && i < hd_args_len(cx, skip) ? hd::load(cx->base[skip + i]) : hd::Value::nil();
}
/// The number of arguments to skip after skipping `n` more.
HD_INLINE std::int64_t hd_args_from(hd::Context* cx, std::int64_t skip, std::int64_t n) {
  return skip + std::min(n, hd_args_len(cx, skip));
}

template <class T>
void hd_array_copy(hd::Context* cx, hd::Array* from, std::int64_t first, std::int64_t last, hd::Array* to,
                   std::int64_t at) {
  if (first < 0 || first > last || last > from->length || at < 0 || at > to->length - (last - first))
    hd::fault(cx, "range out of bounds");
  std::memmove(static_cast<void*>(to->items<T>() + at), from->items<T>() + first,
               static_cast<std::size_t>(last - first) * sizeof(T));
}
template <class T>
HD_INLINE void hd_array_fill_new(hd::Array* a, T v) {
  for (std::int64_t i = 0; i < a->length; ++i) a->items<T>()[i] = v;
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
