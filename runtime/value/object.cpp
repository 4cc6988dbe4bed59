#include "runtime/value/object.h"
#include "runtime/state/context.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

namespace hd {

namespace {

/// Eight bytes per step, multiply and fold; never 0. Long strings are hashed in full, since keys are compared by hash
/// first.
std::uint32_t hash_of(std::string_view text) {
  std::uint64_t h = 0x9e3779b97f4a7c15u ^ text.size();
  const char* at = text.data();
  std::size_t left = text.size();
  while (left >= 8) {
    std::uint64_t w;
    std::memcpy(&w, at, 8);
    h = (h ^ w) * 0xff51afd7ed558ccdu;
    h ^= h >> 32;
    at += 8;
    left -= 8;
  }
  std::uint64_t w = 0;
  std::memcpy(&w, at, left);
  h = (h ^ w) * 0xff51afd7ed558ccdu;
  h ^= h >> 29;
  return static_cast<std::uint32_t>(h ^ h >> 32) | 1u;
}

/// Objects that live as long as the process: constants and natives. Guarded by one lock; reading them needs none.
class ImmortalSpace final : public HeapHost {
 public:
  static ImmortalSpace& instance() {
    static auto* space = new ImmortalSpace;  // outlives every thread that may still read constants at exit
    return *space;
  }
  Str* intern(std::string_view text) {
    const std::uint32_t hash = hash_of(text);
    const std::lock_guard guard(lock_);
    if (strings_.size() <= count_ * 2) grow();
    Str*& place = place_of(hash, text);
    if (place) return place;
    auto* s = static_cast<Str*>(heap_.allocate((sizeof(Str) + text.size() + 16) / 16 * 16));
    s->header = make_header(0, class_str);
    s->length = static_cast<std::uint32_t>(text.size());
    s->hash.store(hash, std::memory_order_relaxed);  // not published yet
    std::memcpy(s->data(), text.data(), text.size());
    s->data()[text.size()] = 0;
    ++count_;
    return place = s;
  }
  Str* find(std::string_view text) {
    const std::uint32_t hash = hash_of(text);
    const std::lock_guard guard(lock_);
    return strings_.empty() ? nullptr : place_of(hash, text);
  }
  void* allocate(std::size_t bytes) {
    const std::lock_guard guard(lock_);
    return heap_.allocate((bytes + 15) / 16 * 16);
  }
  void grown(const Heap&) override {}
  void mark_roots(Marker&) override {}
  void mark_machine_object(Marker&, Object*) override {}
  void finalize(Heap&) override {}

 private:
  /// Returns the string's slot, or the free one for it. At least half of the slots are free. Relaxed, here and in grow:
  /// the hashes were written before the strings were entered, and the table is guarded by its lock.
  Str*& place_of(std::uint32_t hash, std::string_view text) {
    for (std::size_t at = hash >> 1;; ++at) {  // the lowest bit of a hash is always set
      Str*& place = strings_[at & (strings_.size() - 1)];
      if (!place || (place->hash.load(std::memory_order_relaxed) == hash && view(place) == text)) return place;
    }
  }

  void grow() {
    std::vector<Str*> old(std::max<std::size_t>(strings_.size() * 2, 256), nullptr);
    old.swap(strings_);
    for (Str* s : old)
      if (s) place_of(s->hash.load(std::memory_order_relaxed), view(s)) = s;  // as in place_of
  }

  std::mutex lock_;
  Heap heap_{nullptr, *this, nullptr};  // has no home context
  std::vector<Str*> strings_;           // open addressing; guarded by lock_, like everything here
  std::size_t count_ = 0;
};

}  // namespace

bool raise_failure(Context* cx, Failure failure) {
  cx->error = machine_error(cx, failure);
  cx->abrupt = Abrupt::raise;
  return true;
}

bool too_large(Context* cx, std::uint64_t bytes) {
  const std::uint64_t limit = cx->isolate->max_heap ? cx->isolate->max_heap : std::uint64_t{1} << 40;
  if (bytes < large_object) return false;
  if (bytes > limit || cx->heap->stats().footprint + bytes > limit + (cx->isolate->max_heap ? 64u << 20 : 0)) {
    raise_failure(cx, Failure::out_of_memory);
    return true;
  }
  return false;
}

Str* new_str_uninitialised(Context* cx, std::size_t length) {
  auto* s = static_cast<Str*>(allocate_bytes(cx, (sizeof(Str) + length + 16) / 16 * 16));
  s->header = make_header(0, class_str);
  s->length = static_cast<std::uint32_t>(length);
  s->hash.store(0, std::memory_order_relaxed);  // not published yet
  s->data()[length] = 0;
  return s;
}

Str* new_str(Context* cx, const char* bytes, std::size_t length) {
  Str* s = new_str_uninitialised(cx, length);
  std::memcpy(s->data(), bytes, length);
  return s;
}

Str* intern(const char* bytes, std::size_t length) { return ImmortalSpace::instance().intern({bytes, length}); }

Str* find_interned(const char* bytes, std::size_t length) { return ImmortalSpace::instance().find({bytes, length}); }

std::uint32_t str_hash_slow(Str* s) {
  const std::uint32_t hash = hash_of(view(s));
  s->hash.store(hash, std::memory_order_relaxed);  // a cache: any writer writes the same value
  return hash;
}

bool str_equal_slow(Str* a, Str* b) {
  const std::uint32_t ha = a->hash.load(std::memory_order_relaxed),
                      hb = b->hash.load(std::memory_order_relaxed);  // caches
  if (ha && hb && ha != hb) return false;
  return std::memcmp(a->data(), b->data(), a->length) == 0;
}

std::int64_t str_compare(Context*, Str* a, Str* b) {
  const int order = std::memcmp(a->data(), b->data(), std::min(a->length, b->length));
  if (order) return order;
  return a->length == b->length ? 0 : a->length < b->length ? -1 : 1;
}

bool value_equal_slow(Value a, Value b) {
  if (!a.is_class(class_str) || !b.is_class(class_str)) return false;
  return a.as<Str>()->length == b.as<Str>()->length && str_equal_slow(a.as<Str>(), b.as<Str>());
}

bool str_concat(Context* cx, Str* a, Str* b, Str** out) {
  const std::uint64_t length = std::uint64_t{a->length} + b->length;
  if (length > 0x7fffffff || too_large(cx, length))
    return length > 0x7fffffff ? raise_failure(cx, Failure::out_of_memory) : true;
  Str* s = new_str_uninitialised(cx, length);
  std::memcpy(s->data(), a->data(), a->length);
  std::memcpy(s->data() + a->length, b->data(), b->length);
  *out = s;
  return false;
}

bool str_sub(Context* cx, Str* s, std::int64_t from, std::int64_t to, Str** out) {
  if (from < 0 || from > to || to > s->length) fault(cx, "range out of bounds");
  *out = from == 0 && to == s->length ? s : new_str(cx, s->data() + from, static_cast<std::size_t>(to - from));
  return false;
}

bool str_bytes(Context* cx, Str* s, Array** out) {
  if (array_new(cx, class_array_byte, 1, s->length, out)) return true;
  std::memcpy((*out)->items<char>(), s->data(), s->length);
  return false;
}

bool str_from(Context* cx, Array* bytes, std::int64_t from, std::int64_t to, Str** out) {
  if (from < 0 || from > to || to > bytes->length) fault(cx, "range out of bounds");
  if (to - from > 0x7fffffff) return raise_failure(cx, Failure::out_of_memory);
  if (too_large(cx, static_cast<std::uint64_t>(to - from))) return true;
  *out = new_str(cx, bytes->items<char>() + from, static_cast<std::size_t>(to - from));
  return false;
}

bool array_new(Context* cx, std::uint16_t class_id, std::uint32_t element, std::int64_t length, Array** out) {
  if (length < 0) fault(cx, "negative array length");
  if (length > (std::int64_t{1} << 40) / (element ? element : 1)) return raise_failure(cx, Failure::out_of_memory);
  const std::uint64_t bytes = sizeof(Array) + static_cast<std::uint64_t>(length) * element;
  if (too_large(cx, bytes)) return true;
  auto* array = static_cast<Array*>(allocate_bytes(cx, (bytes + 15) / 16 * 16));
  array->header = make_header(0, class_id);
  array->length = length;
  *out = array;
  return false;
}

ValueList* new_value_list(Context* cx, const Value* values, std::int64_t n) {
  const std::uint64_t bytes = sizeof(Array) + static_cast<std::uint64_t>(n) * sizeof(Value);
  auto* items = static_cast<Array*>(allocate_bytes(cx, (bytes + 15) / 16 * 16));
  items->header = make_header(0, class_array_value);
  items->length = n;
  std::copy(values, values + n, items->items<Value>());
  auto* list = new_object<ValueList>(cx, cx->isolate->language->class_value_list, false);
  list->items = items;
  list->length = n;
  return list;
}

std::int64_t hash_int(Context*, std::int64_t i) {
  std::uint64_t h = static_cast<std::uint64_t>(i) * 0x9e3779b97f4a7c15u;
  return static_cast<std::int64_t>((h ^ h >> 32) & 0x7fffffff);
}

std::int64_t hash_value(Context* cx, Value v) {
  if (v.is_class(class_str)) return hash_str(cx, v.as<Str>());
  if (v.tag == tag_float && v.as_float() == 0) return 0;
  return hash_int(cx, static_cast<std::int64_t>(v.bits ^ v.tag));
}

void* allocate_immortal(std::size_t bytes) { return ImmortalSpace::instance().allocate(bytes); }

}  // namespace hd
