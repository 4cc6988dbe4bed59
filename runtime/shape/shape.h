// Shapes: which key has which slot, shared by all Fields with the same keys in the same order.
//
// Fields start with the root shape, which has no keys. Adding a key leads to a wider shape; Fields that add the same
// keys in the same order have the same shape, so comparing one number says where all their keys are (maps of Self,
// Chambers et al., OOPSLA 1989). Shapes never change and live as long as the isolate.
//
// Bounds: keys are strings that are constants of the program, a shape has at most `most_slots` keys, and an isolate at
// most `most_shapes` shapes. Fields that would need more use a dictionary (dictionary.h) from then on. So a program
// that makes up keys cannot fill the memory with shapes.
//
// Any thread reads, without locks; one at a time adds. A shape is published by the table of transitions, from where the
// thread that found it writes its number into headers of Fields. Their readers are ordered after that write by the
// rules of ownership.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

constexpr std::uint32_t most_slots = 1024;
constexpr std::uint32_t most_shapes = 1 << 16;
constexpr std::uint32_t most_copies = 1 << 20;  // keys copied where two shapes go on from the same one
constexpr std::uint32_t root_shape = 1;         // 0 is none

class Keys;

struct Shape {
  std::uint32_t number;
  std::uint32_t parent;
  std::uint32_t count;  // keys
  Str* key;             // the last one; null in the root
  Keys* keys;           // the first `count` of these
};

/// The keys of a shape and of the widest of its descendants, in order, with an index. Each shape has a prefix of them.
class Keys {
 public:
  explicit Keys(std::uint32_t room);
  /// Called with the lock of Shapes held.
  void add(Str* key);
  std::uint32_t count() const { return count_; }  // as `add`
  Str* at(std::uint32_t slot) const;
  /// The slot of the key, `most_slots` or more if there is none.
  std::uint32_t find(const Str* key, std::uint32_t hash) const;

 private:
  struct Table {
    explicit Table(std::uint32_t room);
    std::uint32_t room, mask;
    std::unique_ptr<std::atomic<Str*>[]> keys;
    std::unique_ptr<std::atomic<std::uint32_t>[]> index;  // slot + 1; open addressing, at most half full
  };
  static void put(Table& table, std::uint32_t slot, Str* key);

  std::atomic<const Table*> table_;
  std::uint32_t count_ = 0;
  std::vector<std::unique_ptr<Table>> tables_;  // the last one is `table_`; readers may still use the others
};

class Shapes {
 public:
  Shapes();
  const Shape& at(std::uint32_t number) const;
  /// The shape with one more key, which the given one lacks; null if there is none yet.
  const Shape* find_wider(const Shape& shape, const Str* key, std::uint32_t hash) const;
  /// The same, but makes it. The key must be interned. Null if there is no room.
  const Shape* make_wider(const Shape& shape, Str* key);
  std::uint32_t count() const { return count_.load(std::memory_order_relaxed); }  // a statistic

 private:
  static constexpr std::uint32_t chunk = 256;
  struct Transitions {
    explicit Transitions(std::uint32_t slots);
    std::uint32_t mask;
    std::unique_ptr<std::atomic<const Shape*>[]> shapes;  // open addressing, at most half full
  };
  static const Shape* look_up(const Transitions& table, const Shape& shape, const Str* key, std::uint32_t hash);
  static void put(Transitions& table, const Shape* shape);
  const Shape* publish(const Shape& shape);

  std::mutex lock_;  // guards all changes
  std::atomic<std::uint32_t> count_{0};
  std::atomic<Shape*> chunks_[most_shapes / chunk] = {};
  std::atomic<const Transitions*> transitions_;
  std::vector<std::unique_ptr<Shape[]>> memory_;
  std::vector<std::unique_ptr<Transitions>> tables_;  // as in Keys
  std::vector<std::unique_ptr<Keys>> keys_;
  std::uint32_t copies_ = 0;
};

}  // namespace hd
