// The heap of one context: Immix blocks and lines (Blackburn and McKinley, PLDI 2008), without moving.
//
// Memory comes in blocks of 32 KiB, aligned, divided into lines of 128 bytes. Allocation bumps through runs of free
// lines. A collection marks precisely from the roots, notes the lines that live objects touch, and frees the rest.
//
// An object that takes more than a line and does not fit the current run does not skip what is left of it: it goes to a
// second run, a free block. A large object begins in the last lines of a block that goes on for as long as it needs, so
// the lines before it serve small objects, and no memory is lost to rounding.
// Invariants:
//  1. Only the thread that acts for the owner allocates or collects; other threads may read objects meanwhile.
//  2. All collector state is in the block's header; object headers are never written by the collector.
//  3. Objects over `large_object` bytes lie at the end of their block, which is longer than the others.
//  4. Memory handed out is not cleared: the caller initialises every reference before the next safepoint.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gc/host.h"
#include "gc/space.h"

namespace hd {

constexpr std::size_t block_bytes = Space::unit_bytes;
constexpr std::size_t line_bytes = 128;
constexpr std::size_t lines_per_block = block_bytes / line_bytes;
constexpr std::size_t granule = 16;
constexpr std::size_t large_object = 16 * 1024;

/// The least number of bytes allocated between two collections.
constexpr std::uint64_t least_growth = 4 << 20;

/// The header of every block.
struct Block {
  void* home;                           // the owner's Context
  std::uint64_t bytes;                  // of the area: block_bytes, or more if there is a large object
  std::size_t large;                    // the line where the large object begins; 0: none
  std::uint8_t lines[lines_per_block];  // 1: touched by a live object at the last collection
  std::uint64_t marks[block_bytes / granule / 64];
  std::uint64_t exported[block_bytes / granule / 64];
  std::uint64_t special[block_bytes / granule / 64];  // has an entry in Heap::special_, of this heap or its keeper's
};
constexpr std::size_t first_line = (sizeof(Block) + line_bytes - 1) / line_bytes;

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
  std::uint64_t allocated = 0;   // since the last collection, in runs of lines
  std::uint64_t footprint = 0;   // blocks in use
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
  /// Notes that an object of this heap holds `bytes` more outside of it: they bring the next collection forward, which
  /// may find the object dead.
  void note_outside(std::size_t bytes) {
    outside_ += bytes;
    if (wants_collection()) host_.grown(*this);
  }
  bool wants_collection() const { return stats_.allocated + outside_ > threshold_; }

  // During a collection, for the host:
  void mark(Object* object) override;
  void mark_values(const Value* first, std::size_t count) {  // the same, bound statically
    for (std::size_t i = 0; i < count; ++i)
      if (first[i].tag == tag_object) mark(first[i].as_object());
  }
  bool is_marked(const Object* object) const {
    const std::size_t g = granule_of(object);
    return block_of(object)->marks[g / 64] >> (g % 64) & 1;
  }

  /// From the next collection on, the arrays that `object` refers to are weak: with `values`, in the elements of an
  /// array of Values, or in the second Value of each record of an array of records; with `keys`, in the first Value of
  /// each record. With `keys` alone the records are ephemerons (Hayes, OOPSLA 1997). A dead value becomes nil, its key
  /// a value that equals none. Strings count as values and stay.
  void set_weak(const Object* object, bool keys, bool values);
  /// Registers `object`: once nothing else refers to it, it moves to the list of dead objects that wait for their
  /// finalizer. No effect if it is registered already.
  void set_finalizable(Object* object);
  /// Takes the next object to finalize of those that a collection found dead; null if there is none.
  Object* take_dead();
  /// Takes the next dead object, else the live one registered last; null if there is none. For the end of a program.
  Object* take_finalizable();
  bool has_dead() const { return !dead_.empty(); }

  /// Returns true if the object is weak or finalizable.
  bool is_special(const Object* object) const {
    const Special* how = find_special(object);
    return how && (how->weak_keys || how->weak_values || how->finalizable);
  }

  // Objects that moved to another owner (runtime/routing/move.h) stay in place and keep their identity: the heap they
  // lie in keeps their memory and traces nothing in it; their owner's heap, the keeper, has them as wards, whose
  // references are roots. Changed by a thread that acts for both contexts.
  /// Notes that an object of this heap is another heap's ward, or (false) no longer is.
  void set_away(Object* object, bool away);
  bool is_away(const Object* object) const {
    const Special* how = find_special(object);
    return how && how->away;
  }
  void add_ward(Object* object) { wards_.insert(object); }
  void remove_ward(Object* object);
  /// Returns true if this heap traces the object's references.
  bool keeps(Object* object) const { return owns(object) ? !is_away(object) : wards_.count(object) != 0; }
  const std::unordered_set<Object*>& wards() const { return wards_; }
  /// Called after a world trace: drops the wards that were not marked.
  void forget_dead_wards();

  /// Makes the object a root, since other contexts may hold it, until a world trace finds that none does.
  void export_object(Object* object);
  const std::vector<Object*>& exports() const { return exports_; }
  void* home() const { return home_; }

  // For the world trace.
  /// Forgets marks and exports.
  void begin_world_trace();
  /// Marks the object. Returns true if it was not marked before.
  bool set_marked(const Object* object);
  /// Marks what the object refers to.
  template <class Visitor>
  void visit(Visitor& marker, Object* object) const;  // gc/visit.h
  /// Marks the objects that have a finalizer or wait for it.
  void mark_finalizable(Marker& marker) const;
  /// Called after a world trace: takes all blocks of `other`, which is left empty. Calls `visit` for each marked
  /// object.
  template <class Visit>
  void adopt(Heap& other, Visit visit) {
    for (Block* block : other.blocks_) each_marked(block, visit);
    take_blocks(other);
  }

  const HeapStats& stats() const { return stats_; }
  /// Bytes of live objects after the last collection, plus what was allocated since.
  std::uint64_t used() const {
    return stats_.live_bytes + stats_.allocated - static_cast<std::uint64_t>(limit_ - cursor_) -
           static_cast<std::uint64_t>(overflow_limit_ - overflow_);
  }
  bool owns(const Object* object) const { return block_of(object)->home == home_; }

 private:
  void* allocate_slow(std::size_t bytes);
  void* allocate_large(std::size_t bytes);
  bool next_run();
  bool overflow_block();
  Block* new_block(std::size_t bytes);
  /// Sets the object's bit in a side table of its block. Returns true if it was not set before.
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
  bool scan_waiting();
  bool scan_piece();
  template <class Visitor>
  static void visit_refs(Visitor& marker, const ClassInfo& info, char* at);
  template <class Visitor>
  void visit_elements(Visitor& marker, Array* array, std::int64_t from, std::int64_t to) const;
  std::size_t size_of(const Object* object) const;
  void clear_marks();
  void drop_large(Block* block);
  void sweep();

  struct Special {
    bool weak_keys = false, weak_values = false, finalizable = false, away = false;
    bool any() const { return weak_keys || weak_values || finalizable || away; }
  };
  /// An array reached through a weak object: it is marked, its elements are not.
  struct WeakArray {
    Array* array;
    bool keys, values;
  };
  /// A long array that is scanned in pieces: elements from `from` on are still to do.
  struct ArrayRest {
    Array* array;
    std::int64_t from;
  };
  /// Null for most objects, as their bit tells. Relaxed: a keeper reads a ward's bit, which does not change, while the
  /// ward's home changes other bits of the word.
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
  void drop_names(const WeakArray& weak);
  bool is_alive(Value value);
  bool mark_ephemerons(const WeakArray& weak);
  void converge();
  void clear_weak(bool dead_keys);
  void find_dead();
  Object* take_last(std::vector<Object*>& from);

  char* cursor_ = nullptr;
  char* limit_ = nullptr;
  char* overflow_ = nullptr;  // the second run, for objects larger than a line
  char* overflow_limit_ = nullptr;
  void* home_;
  HeapHost& host_;
  const ClassInfo* classes_;
  Space space_;
  std::vector<Block*> blocks_;
  std::size_t current_ = 0;  // the block being filled
  std::size_t line_ = first_line;
  std::vector<Object*> work_;  // marked, to be scanned
  /// Objects met, to be marked once the processor has fetched them; null: none.
  std::array<Object*, 16> waiting_{};
  std::size_t oldest_ = 0;  // of `waiting_`
  std::vector<ArrayRest> rests_;
  std::vector<WeakArray> weak_;  // of this collection
  std::unordered_map<const Object*, Special> special_;
  std::vector<Object*> finalizable_;  // in the order of registration
  std::vector<Object*> dead_;         // the next one last
  std::vector<Object*> exports_;
  std::unordered_set<Object*> wards_;
  std::uint64_t threshold_ = least_growth;
  std::uint64_t outside_ = 0;  // since the last collection
  HeapStats stats_;
};

}  // namespace hd
