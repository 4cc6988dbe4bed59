#include "runtime/shape/shape.h"

#include <algorithm>
#include <bit>

#include "runtime/value/object.h"

namespace hd {

namespace {

/// Keys are compared by identity first; a string that the program made may have the same text.
bool is_key(const Str* key, const Str* wanted, std::uint32_t hash) {
  if (key == wanted) return true;
  // Relaxed: the hash of a key was computed before it was published.
  return key->hash.load(std::memory_order_relaxed) == hash && view(key) == view(wanted);
}

std::uint32_t spread(std::uint32_t shape, std::uint32_t hash) {
  return (shape * 0x9e3779b1u ^ hash) * 0x85ebca6bu >> 7;
}

}  // namespace

// The pairs of acquire and release below publish what is stored before: the key of a slot, the shape of a
// transition, the contents of a new table. If relaxed, a reader could see the pointer and not yet what it points to.

Keys::Table::Table(std::uint32_t given)
    : room(given),
      mask(std::bit_ceil(2 * given) - 1),
      keys(new std::atomic<Str*>[given]()),
      index(new std::atomic<std::uint32_t>[std::size_t{mask} + 1]()) {}

Keys::Keys(std::uint32_t room) {
  tables_.push_back(std::make_unique<Table>(std::max(room, 4u)));
  table_.store(tables_.back().get(), std::memory_order_release);  // publishes the table; partners: find, at
}

void Keys::put(Table& table, std::uint32_t slot, Str* key) {
  table.keys[slot].store(key, std::memory_order_relaxed);  // published by the index, or by the shape
  for (std::uint32_t at = hash_of(key) >> 1;; ++at) {
    std::atomic<std::uint32_t>& place = table.index[at & table.mask];
    if (place.load(std::memory_order_relaxed)) continue;  // this thread alone writes
    place.store(slot + 1, std::memory_order_release);     // publishes the key; partner: find
    return;
  }
}

void Keys::add(Str* key) {
  Table* table = tables_.back().get();
  if (count_ == table->room) {
    tables_.push_back(std::make_unique<Table>(2 * table->room));
    Table* larger = tables_.back().get();
    for (std::uint32_t slot = 0; slot < count_; ++slot)
      put(*larger, slot, table->keys[slot].load(std::memory_order_relaxed));  // this thread alone writes
    table_.store(larger, std::memory_order_release);                          // publishes the table; partners: find, at
    table = larger;
  }
  put(*table, count_++, key);
}

Str* Keys::at(std::uint32_t slot) const {
  const Table& table = *table_.load(std::memory_order_acquire);  // partner: add
  return table.keys[slot].load(std::memory_order_relaxed);       // the caller knows a shape with this slot
}

std::uint32_t Keys::find(const Str* key, std::uint32_t hash) const {
  const Table& table = *table_.load(std::memory_order_acquire);  // partner: add
  for (std::uint32_t at = hash >> 1;; ++at) {
    const std::uint32_t place = table.index[at & table.mask].load(std::memory_order_acquire);  // partner: put
    if (!place) return most_slots;
    const Str* found = table.keys[place - 1].load(std::memory_order_relaxed);  // published by the index
    if (is_key(found, key, hash)) return place - 1;
  }
}

Shapes::Transitions::Transitions(std::uint32_t slots)
    : mask(slots - 1), shapes(new std::atomic<const Shape*>[slots]()) {}

Shapes::Shapes() {
  constexpr std::uint32_t few = 256;
  tables_.push_back(std::make_unique<Transitions>(few));
  transitions_.store(tables_.back().get(), std::memory_order_release);  // publishes the table; partner: find_wider
  keys_.push_back(std::make_unique<Keys>(0));
  count_.store(root_shape, std::memory_order_relaxed);  // not shared yet
  publish({root_shape, 0, 0, nullptr, keys_.back().get()});
}

const Shape& Shapes::at(std::uint32_t number) const {
  // Acquire; partner: publish
  return chunks_[number / chunk].load(std::memory_order_acquire)[number % chunk];
}

const Shape* Shapes::look_up(const Transitions& table, const Shape& shape, const Str* key, std::uint32_t hash) {
  for (std::uint32_t at = spread(shape.number, hash);; ++at) {
    const Shape* found = table.shapes[at & table.mask].load(std::memory_order_acquire);  // partner: put
    if (!found || (found->parent == shape.number && is_key(found->key, key, hash))) return found;
  }
}

void Shapes::put(Transitions& table, const Shape* shape) {
  for (std::uint32_t at = spread(shape->parent, hash_of(shape->key));; ++at) {
    std::atomic<const Shape*>& place = table.shapes[at & table.mask];
    if (place.load(std::memory_order_relaxed)) continue;  // this thread alone writes
    place.store(shape, std::memory_order_release);        // publishes the shape; partner: look_up
    return;
  }
}

const Shape* Shapes::find_wider(const Shape& shape, const Str* key, std::uint32_t hash) const {
  // Acquire; partner: make_wider
  return look_up(*transitions_.load(std::memory_order_acquire), shape, key, hash);
}

const Shape* Shapes::make_wider(const Shape& shape, Str* key) {
  const std::lock_guard guard(lock_);
  if (const Shape* known = find_wider(shape, key, hash_of(key))) return known;
  const std::uint32_t number = count();
  if (shape.count == most_slots || number + 1 >= most_shapes) return nullptr;
  Keys* keys = shape.keys;
  if (keys->count() != shape.count) {  // another shape has gone on from here
    if (copies_ + shape.count > most_copies) return nullptr;
    copies_ += shape.count;
    keys_.push_back(std::make_unique<Keys>(shape.count + 1));
    for (std::uint32_t slot = 0; slot < shape.count; ++slot) keys_.back()->add(keys->at(slot));
    keys = keys_.back().get();
  }
  keys->add(key);
  const Shape* wider = publish({number + 1, shape.number, shape.count + 1, key, keys});
  count_.store(number + 1, std::memory_order_relaxed);  // read under the lock, or as a statistic
  Transitions* table = tables_.back().get();
  if (2 * number > table->mask) {
    tables_.push_back(std::make_unique<Transitions>(4 * (table->mask + 1)));
    Transitions* larger = tables_.back().get();
    for (std::uint32_t n = root_shape + 1; n <= number; ++n) put(*larger, &at(n));
    put(*larger, wider);
    transitions_.store(larger, std::memory_order_release);  // publishes the table; partner: find_wider
  } else {
    put(*table, wider);
  }
  return wider;
}

const Shape* Shapes::publish(const Shape& shape) {
  std::atomic<Shape*>& place = chunks_[shape.number / chunk];
  Shape* shapes = place.load(std::memory_order_relaxed);  // this thread alone writes
  if (!shapes) {
    memory_.push_back(std::make_unique<Shape[]>(chunk));
    shapes = memory_.back().get();
    place.store(shapes, std::memory_order_release);  // publishes the chunk; partner: at
  }
  shapes[shape.number % chunk] = shape;
  return &shapes[shape.number % chunk];
}

}  // namespace hd
