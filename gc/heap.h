// The heap of one context: Immix blocks and lines (Blackburn and McKinley, PLDI 2008), without moving.
//
// Memory comes in blocks of 32 KiB, aligned, divided into lines of 128 bytes. Allocation bumps through runs of free
// lines. A collection marks precisely from the roots, notes the lines that live objects touch, and frees the rest.
// Invariants:
//  1. Only the thread that acts for the owner allocates or collects; other threads may read objects meanwhile.
//  2. All collector state is in the block's header; object headers are never written by the collector.
//  3. Objects over `large_object` bytes have an aligned area of their own with the same header.
//  4. Memory handed out is not cleared: whoever allocates initialises every reference before the next safepoint.
#pragma once
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gc/host.h"

namespace hd {

constexpr std::size_t block_bytes = 32 * 1024;
constexpr std::size_t line_bytes = 128;
constexpr std::size_t lines_per_block = block_bytes / line_bytes;
constexpr std::size_t granule = 16;
constexpr std::size_t large_object = 8 * 1024;

/// First bytes of every block and every large area.
struct Block {
  void* home;           // the owner's Context
  std::uint64_t bytes;  // of the area; block_bytes for blocks
  bool is_large;
  std::uint8_t lines[lines_per_block];  // 1: touched by a live object at the last collection
  std::uint64_t marks[block_bytes / granule / 64];
  std::uint64_t exported[block_bytes / granule / 64];
  std::uint64_t special[block_bytes / granule / 64];  // has an entry in Heap::special_, of this heap or its keeper's
};
constexpr std::size_t first_line = (sizeof(Block) + line_bytes - 1) / line_bytes;
constexpr std::size_t large_header = first_line * line_bytes;

inline Block* block_of(const void* object) {
  return reinterpret_cast<Block*>(reinterpret_cast<std::uintptr_t>(object) & ~(block_bytes - 1));
}
inline std::size_t granule_of(const void* object) {
  return (reinterpret_cast<std::uintptr_t>(object) & (block_bytes - 1)) / granule;
}

/// Statistics, in bytes and counts.
struct HeapStats {
  std::uint64_t collections = 0;
  std::uint64_t live_bytes = 0;  // after the last collection
  std::uint64_t allocated = 0;   // since the last collection, by runs of lines
  std::uint64_t footprint = 0;   // blocks and large areas held
};

class Heap final : public Marker {
 public:
  Heap(void* home, HeapHost& host, const ClassInfo* classes) : home_(home), host_(host), classes_(classes) {}
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  /// `bytes` is a multiple of 16. Never collects. Null when the system has no memory.
  void* allocate(std::size_t bytes) {
    char* at = cursor_;
    if (static_cast<std::size_t>(limit_ - at) >= bytes) {
      cursor_ = at + bytes;
      return at;
    }
    return allocate_slow(bytes);
  }
  void collect();
  /// An object of this heap holds so many bytes more outside of it: they hasten the next collection, which may find
  /// that the object is garbage.
  void note_outside(std::size_t bytes) {
    outside_ += bytes;
    if (wants_collection()) host_.grown(*this);
  }
  bool wants_collection() const { return stats_.allocated + outside_ > threshold_; }

  // During a collection, for the host:
  void mark(Object* object) override;
  void mark_values(const Value* first, std::size_t count) {  // the same, bound early
    for (std::size_t i = 0; i < count; ++i)
      if (first[i].tag == tag_object) mark(first[i].as_object());
  }
  bool is_marked(const Object* object) const {
    const std::size_t g = granule_of(object);
    return block_of(object)->marks[g / 64] >> (g % 64) & 1;
  }

  /// The arrays that `object` refers to hold weakly from the next collection on: an array of Values its elements; an
  /// array of records the second Value of each (and its first, with `keys`). With `keys` alone they are ephemerons
  /// (Hayes, OOPSLA 1997). What died becomes nil, its key a value that equals none. Strings count as values and stay.
  void set_weak(const Object* object, bool keys, bool values);
  /// Once `object` is reachable from nothing else, it moves to the list of the dead that wait for their finalizer.
  /// No effect when it was asked before.
  void set_finalizable(Object* object);
  /// The object that is to be finalized next, or null. Of the dead only: those that a collection found.
  Object* take_dead();
  /// The one registered last, dead or not, or null: for the end of a program.
  Object* take_finalizable();
  bool has_dead() const { return !dead_.empty(); }

  /// Weak or finalizable.
  bool is_special(const Object* object) const {
    const Special* how = find_special(object);
    return how && (how->weak_keys || how->weak_values || how->finalizable);
  }

  // Objects whose state is another context's (runtime/routing/move.h) stay where they are, so that their identity does:
  // the heap they lie in keeps the memory and looks at nothing in it, that of their owner has them as guests, whose
  // references are roots. Changed by a thread that acts for the contexts of both.
  /// An object of this heap is some other's guest, or (false) no longer.
  void set_away(Object* object, bool away);
  bool is_away(const Object* object) const {
    const Special* how = find_special(object);
    return how && how->away;
  }
  void add_ward(Object* object) { wards_.insert(object); }
  void remove_ward(Object* object);
  /// The object's references are this heap's to trace.
  bool keeps(Object* object) const { return owns(object) ? !is_away(object) : wards_.count(object) != 0; }
  const std::unordered_set<Object*>& wards() const { return wards_; }
  /// After a trace of the world: those that were not marked.
  void forget_dead_wards();

  /// Others may hold it: a root, until a trace of the world finds that nobody does.
  void export_object(Object* object);
  const std::vector<Object*>& exports() const { return exports_; }
  void* home() const { return home_; }

  // For the trace of the world.
  /// Forgets marks and exports.
  void begin_world_trace();
  /// True when it was not marked before.
  bool set_marked(const Object* object);
  /// Marks what the object refers to.
  template <class Visitor>
  void visit(Visitor& marker, Object* object) const;  // gc/visit.h
  /// Marks those that have a finalizer, or wait for it.
  void mark_finalizable(Marker& marker) const;
  /// After a trace of the world: takes all blocks of `other`, which is empty then. Calls `visit` for each marked
  /// object.
  template <class Visit>
  void adopt(Heap& other, Visit visit) {
    for (auto* list : {&other.blocks_, &other.large_})
      for (Block* block : *list) each_marked(block, visit);
    take_blocks(other);
  }

  const HeapStats& stats() const { return stats_; }
  /// Bytes of live objects after the last collection, and of what was allocated since.
  std::uint64_t used() const {
    return stats_.live_bytes + stats_.allocated - static_cast<std::uint64_t>(limit_ - cursor_);
  }
  bool owns(const Object* object) const { return block_of(object)->home == home_; }

 private:
  void* allocate_slow(std::size_t bytes);
  void* allocate_large(std::size_t bytes);
  bool next_run(std::size_t bytes);
  Block* new_block(std::size_t bytes, bool large);
  /// The object's bit in a side table of its block. True: it was not set before.
  static bool set_bit(std::uint64_t* bits, const Object* object) {
    const std::size_t g = granule_of(object);
    const std::uint64_t bit = std::uint64_t{1} << (g % 64);
    if (bits[g / 64] & bit) return false;
    bits[g / 64] |= bit;
    return true;
  }
  template <class Visit>
  static void each_marked(Block* block, Visit visit) {
    for (std::size_t g = 0; g < block_bytes / granule; ++g)
      if (block->marks[g / 64] >> (g % 64) & 1)
        visit(reinterpret_cast<Object*>(reinterpret_cast<char*>(block) + g * granule));
  }
  void take_blocks(Heap& other);
  void trace();
  void scan(Object* object);
  template <class Visitor>
  static void visit_refs(Visitor& marker, const ClassInfo& info, char* at);
  std::size_t size_of(const Object* object) const;
  void clear_marks();
  void sweep();

  struct Special {
    bool weak_keys = false, weak_values = false, finalizable = false, away = false;
    bool any() const { return weak_keys || weak_values || finalizable || away; }
  };
  /// An array met through a weak object: marked, its elements not.
  struct WeakArray {
    Array* array;
    bool keys, values;
  };
  /// Null for most: a bit tells. Relaxed: keepers of guests read their bit, which does not change, while the heap they
  /// lie in changes others of the word.
  const Special* find_special(const Object* object) const {
    const std::size_t g = granule_of(object);
    if (HD_LIKELY(!(__atomic_load_n(&block_of(object)->special[g / 64], __ATOMIC_RELAXED) >> (g % 64) & 1)))
      return nullptr;
    const auto found = special_.find(object);
    return found == special_.end() ? nullptr : &found->second;
  }
  Special& special(const Object* object);
  void set_special(const Object* object, bool is_special);
  void forget_special(const Object* object);
  void drop_dead_specials();
  void scan_weak(const ClassInfo& info, Object* object, Special how);
  void scan_weak_array(const WeakArray& weak);
  bool mark_shallow(Object* object);
  bool is_alive(Value value);
  bool mark_ephemerons(const WeakArray& weak);
  void converge();
  void clear_weak(bool dead_keys);
  void find_dead();
  Object* take_last(std::vector<Object*>& from);

  char* cursor_ = nullptr;
  char* limit_ = nullptr;
  void* home_;
  HeapHost& host_;
  const ClassInfo* classes_;
  std::vector<Block*> blocks_;
  std::size_t current_ = 0;  // block being filled
  std::size_t line_ = lines_per_block;
  std::vector<Block*> large_;
  std::vector<Block*> free_;
  std::vector<Object*> work_;
  std::vector<WeakArray> weak_;  // of this collection
  std::unordered_map<const Object*, Special> special_;
  std::vector<Object*> finalizable_;  // in the order of registration
  std::vector<Object*> dead_;         // the next one last
  std::vector<Object*> exports_;
  std::unordered_set<Object*> wards_;
  std::uint64_t threshold_ = 32 << 20;
  std::uint64_t outside_ = 0;  // since the last collection
  HeapStats stats_;
};

}  // namespace hd
