// The memory of one heap: areas of one or more units, found in chunks and used again.
//
// A chunk has 64 units; a bit per unit tells which are free, so neighbours that are given back need no joining. An area
// larger than a chunk is mapped for itself. The first chunk with room is used first, so the last ones become free, and
// `trim` can return them to the system.
// Called only by the thread that acts for the heap's owner.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "gc/chunks.h"

namespace hd {

class Space {
 public:
  static constexpr std::size_t unit_bytes = 32 * 1024;
  static constexpr std::size_t units_per_chunk = chunk_bytes / unit_bytes;

  Space() = default;
  ~Space();
  Space(const Space&) = delete;
  Space& operator=(const Space&) = delete;

  struct Area {
    char* begin;
    std::size_t bytes;
  };

  /// Returns an area of `bytes`, a multiple of `unit_bytes`, or somewhat more, aligned to `unit_bytes` and with
  /// arbitrary contents. It begins at null if the system has no memory.
  Area take(std::size_t bytes);
  /// Takes back an area, or the end of one that is no larger than a chunk.
  void give_back(Area area);
  /// Returns memory to the system, as far as more than `keep` bytes are unused.
  void trim(std::size_t keep);
  /// Takes over all memory of `other`.
  void merge(Space& other);

  /// Bytes held that are not in any area.
  std::size_t unused() const { return unused_; }

 private:
  struct Chunk {
    char* begin;
    std::uint64_t free;  // bit i: unit i
  };
  bool add_chunk();
  Area take_mapped(std::size_t bytes);
  void note_room(std::size_t chunk);

  std::vector<Chunk> chunks_;
  std::unordered_map<const char*, std::size_t> index_;  // of chunks, by their beginning
  /// By the number of units minus one: no chunk before this one has a free run of that length.
  std::array<std::size_t, units_per_chunk> search_from_{};
  /// Units were given back in this chunk or later ones, which `search_from_` does not know yet.
  std::size_t freed_from_ = SIZE_MAX;
  std::vector<Area> spare_;  // areas larger than a chunk, unused
  std::size_t unused_ = 0;
  std::size_t mapped_bytes_ = 0;  // of areas larger than a chunk, used or not
};

}  // namespace hd
