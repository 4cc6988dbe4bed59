// Creating and comparing objects: strings, arrays, lists of Values. Called by the thread acting for `cx`.
#pragma once
#include <span>
#include <string_view>

#include "runtime/state/context.h"
#include "runtime/value/fault.h"

namespace hd {

/// Allocates an object of `bytes`, already rounded up to 16. Never collects; faults if the system is out of memory.
HD_INLINE void* allocate_bytes(Context* cx, std::size_t bytes) {
  void* at = cx->heap->allocate(bytes);
  if (HD_UNLIKELY(!at)) fault(cx, "not enough memory");
  return at;
}
inline Object* allocate(Context* cx, std::size_t bytes) { return static_cast<Object*>(allocate_bytes(cx, bytes)); }

/// Allocates an object that lives as long as the process and belongs to no context. Any thread.
void* allocate_immortal(std::size_t bytes);

template <class T>
HD_INLINE T* new_object(Context* cx, std::uint16_t class_id, bool owned) {
  auto* object = static_cast<T*>(allocate_bytes(cx, (sizeof(T) + 15) / 16 * 16));
  object->header = make_header(owned ? cx->id : 0, class_id);
  return object;
}

/// Raises the guest error that the language's guest_error makes of the failure. Always returns true.
bool raise_failure(Context* cx, Failure failure);
/// Returns true, having raised the guest's out-of-memory error, if `bytes` more would exceed the limit.
bool too_large(Context* cx, std::uint64_t bytes);

Str* new_str(Context* cx, const char* bytes, std::size_t length);
Str* new_str_uninitialised(Context* cx, std::size_t length);
/// Returns the one immortal string with these bytes. Any thread.
Str* intern(const char* bytes, std::size_t length);
/// Returns that string if it was made already, else null. Any thread.
Str* find_interned(const char* bytes, std::size_t length);
/// Returns true for objects that belong to no context and live as long as the process. Any thread.
inline bool is_immortal(const Object* object) { return block_of(object)->home == nullptr; }
inline std::string_view view(const Str* s) { return {s->data(), s->length}; }
std::uint32_t str_hash_slow(Str* s);
inline std::uint32_t hash_of(Str* s) {
  const std::uint32_t h = s->hash.load(std::memory_order_relaxed);  // a cache: any writer writes the same value
  return HD_LIKELY(h != 0) ? h : str_hash_slow(s);
}
bool str_equal_slow(Str* a, Str* b);
inline bool str_equal(Context*, Str* a, Str* b) { return a == b || (a->length == b->length && str_equal_slow(a, b)); }
std::int64_t str_compare(Context* cx, Str* a, Str* b);
bool value_equal_slow(Value a, Value b);
inline bool value_equal(Context*, Value a, Value b) {
  if (a.tag == tag_float && b.tag == tag_float) return a.as_float() == b.as_float();
  if (a.tag != b.tag) return false;
  if (a.bits == b.bits) return true;
  return a.tag == tag_object && value_equal_slow(a, b);
}

bool str_concat(Context* cx, Str* a, Str* b, Str** out);
bool str_sub(Context* cx, Str* s, std::int64_t from, std::int64_t to, Str** out);
bool str_bytes(Context* cx, Str* s, Array** out);
bool str_from(Context* cx, Array* bytes, std::int64_t from, std::int64_t to, Str** out);

/// Does not initialise the elements.
bool array_new(Context* cx, std::uint16_t class_id, std::uint32_t element, std::int64_t length, Array** out);
/// Returns false if the description set a length greater than the number of items.
inline bool is_whole(const ValueList* list) { return list->length >= 0 && list->length <= list->items->length; }
constexpr const char* not_whole = "a list is longer than its items";
/// Returns the elements. Faults unless the list is whole.
inline std::span<const Value> elements(Context* cx, const ValueList* list) {
  if (HD_UNLIKELY(!is_whole(list))) fault(cx, not_whole, "");
  return {list->items->items<Value>(), static_cast<std::size_t>(list->length)};
}
ValueList* new_value_list(Context* cx, const Value* values, std::int64_t n);

inline std::int64_t hash_str(Context*, Str* s) { return hash_of(s) & 0x7fffffff; }
std::int64_t hash_value(Context* cx, Value v);
std::int64_t hash_int(Context* cx, std::int64_t i);
/// A number derived from an object's identity, not its contents.
inline std::int64_t identity_of(Context* cx, Value v) {
  return hash_int(cx, static_cast<std::int64_t>(v.bits ^ v.tag));
}

}  // namespace hd
