// A heap whose owner is a list of roots: no language, no runtime.
#pragma once
#include <cstring>
#include <vector>

#include "gc/heap.h"

namespace hd {

constexpr std::uint16_t class_pair = class_first_language;         // {first: Object*, second: Object*}
constexpr std::uint16_t class_entries = class_first_language + 1;  // [{key: Value, value: Value}]
constexpr std::uint16_t class_named = class_first_language + 2;    // [{value: Value, name: str}]

/// An object with two references.
struct Pair : Object {
  Object* first;
  Object* second;
};

/// An element of an array of entries.
struct Entry {
  Value key, value;
};

/// An element of an array of named values.
struct Named {
  Value value;
  Str* name;
};

class FakeHost final : public HeapHost {
 public:
  std::vector<Object*> roots;
  int times_grown = 0;

  void grown(const Heap&) override { ++times_grown; }
  void mark_roots(Marker& heap) override {
    for (Object* object : roots) heap.mark(object);
  }
  void mark_machine_object(Marker&, Object*) override {}
  void finalize(Heap&) override {}
};

struct FakeOwner {
  static const ClassInfo* classes() {
    static const RefSlot pair[] = {{8, false}, {16, false}}, entry[] = {{0, true}, {16, true}}, value[] = {{0, true}},
                         named[] = {{0, true}, {16, false}};
    static ClassInfo table[class_first_language + 3] = {};
    table[class_str] = {"str", ClassKind::str, ClassSharing::machine, 0, 0, nullptr};
    table[class_array_value] = {"[Value]", ClassKind::array, ClassSharing::machine, 16, 1, value};
    table[class_pair] = {"Pair", ClassKind::fixed, ClassSharing::owned, 32, 2, pair};
    table[class_entries] = {"[Entry]", ClassKind::array, ClassSharing::local, 32, 2, entry};
    table[class_named] = {"[Named]", ClassKind::array, ClassSharing::local, 24, 2, named};
    return table;
  }

  FakeHost host;
  Heap heap{this, host, classes()};

  template <class T>
  T* make(std::size_t bytes, std::uint16_t class_id) {
    void* at = heap.allocate((bytes + 15) / 16 * 16);
    std::memset(at, 0, bytes);
    auto* object = static_cast<T*>(at);
    object->header = make_header(1, class_id);
    return object;
  }
  Pair* pair(Object* first = nullptr, Object* second = nullptr) {
    auto* made = make<Pair>(sizeof(Pair), class_pair);
    made->first = first;
    made->second = second;
    return made;
  }
  Str* text(std::size_t length) {
    auto* made = make<Str>(sizeof(Str) + length + 1, class_str);
    made->length = static_cast<std::uint32_t>(length);
    return made;
  }
  /// An array of entries.
  Array* entries(const std::vector<Entry>& from) {
    auto* made = make<Array>(sizeof(Array) + from.size() * sizeof(Entry), class_entries);
    made->length = static_cast<std::int64_t>(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) made->items<Entry>()[i] = from[i];
    return made;
  }
};

}  // namespace hd
