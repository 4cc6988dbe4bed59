#include "runtime/shape/dictionary.h"

#include <algorithm>
#include <bit>

#include "runtime/value/object.h"

namespace hd::dictionary {

namespace {

std::uint32_t& head_of(Fields* f, std::uint32_t hash) {
  return entries(f)[hash >> 1 & (static_cast<std::uint64_t>(f->length) - 1)].head;  // the lowest bit is always set
}

/// The position of the first entry in the chain of that hash for which `is_wanted` is true, or -1.
template <class Wanted>
std::int64_t find_entry(const Fields* f, std::uint32_t hash, Wanted is_wanted) {
  const Entry* all = entries(f);
  std::uint32_t at = all[hash >> 1 & (static_cast<std::uint64_t>(f->length) - 1)].head;
  while (at && !is_wanted(all[at - 1])) at = all[at - 1].next;
  return static_cast<std::int64_t>(at) - 1;
}

void set_detail(Fields* f, std::uint32_t count, bool dropped) {
  f->header = make_header(0, class_dictionary) | static_cast<std::uint64_t>(count | (dropped ? dropped_flag : 0)) << 32;
}

}  // namespace

std::int64_t find(const Fields* f, Str* key) {
  return find_entry(f, hash_of(key), [key](const Entry& entry) {
    return entry.key == key || (entry.key && entry.hash == hash_of(key) && view(entry.key) == view(key));
  });
}

std::int64_t find_dropped(const Fields* f, Str* key) {
  return find_entry(f, hash_of(key), [key](const Entry& entry) { return !entry.key && entry.hash == hash_of(key); });
}

bool make(Context* cx, std::int64_t room, bool dropped, Fields** out) {
  constexpr std::int64_t least = 4;
  const auto length = static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(std::max(room, least))));
  Array* array = nullptr;
  if (array_new(cx, class_dictionary, sizeof(Entry), length, &array)) return true;
  *out = static_cast<Fields*>(array);
  set_detail(*out, 0, dropped);
  std::fill_n(entries(*out), length, Entry{Value::nil(), nullptr, 0, 0, 0});
  return false;
}

void append(Fields* f, Str* key, Value v) {
  const std::uint32_t at = count(f);
  Entry& entry = entries(f)[at];
  entry.value = v;
  entry.key = key;
  entry.hash = hash_of(key);
  std::uint32_t& head = head_of(f, entry.hash);
  entry.next = head;
  head = at + 1;
  set_detail(f, at + 1, has_dropped(f));
}

bool add(Context* cx, Fields* f, Str* key, Value v, Fields** out) {
  *out = f;
  if (count(f) == f->length) {
    const Entry *first = entries(f), *last = first + count(f);
    const std::int64_t used = std::count_if(first, last, [](const Entry& entry) { return !entry.value.is_nil(); });
    if (make(cx, used + used / 4 + 1, has_dropped(f) || used < f->length, out)) return true;
    for (const Entry* entry = first; entry != last; ++entry)
      if (!entry->value.is_nil()) append(*out, entry->key, entry->value);
  }
  append(*out, key, v);
  return false;
}

void remove(Fields* f, std::int64_t position) {
  Entry& entry = entries(f)[position];
  const auto link = static_cast<std::uint32_t>(position + 1);
  std::uint32_t* at = &head_of(f, entry.hash);
  while (*at != link) at = &entries(f)[*at - 1].next;
  *at = entry.next;
  entry.value = Value::nil();
  entry.key = nullptr;
}

}  // namespace hd::dictionary
