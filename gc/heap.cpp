#include "gc/visit.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace hd {

namespace {

/// Bytes allocated until the next collection, of which `live_bytes` survived the last one.
///
/// A collection costs as much as there is to mark, so with little to mark it can come often, and what is allocated
/// stays in the processor's cache: never before 4 MiB, which is a few times what the libraries of a language weigh; not
/// before 16 times what survived, so that marking stays a small part of the work, until that would be 32 MiB, where the
/// caches no longer matter; and from there on, memory matters: as much as survived.
constexpr std::uint64_t bytes_to_allocate(std::uint64_t live_bytes) {
  constexpr std::uint64_t enough = 32 << 20;
  return std::max({least_growth, std::min(16 * live_bytes, enough), live_bytes});
}

}  // namespace

Heap::~Heap() {
  for (Block* block : blocks_) space_.give_back({reinterpret_cast<char*>(block), block->bytes});
}

Block* Heap::new_block(std::size_t bytes) {
  const Space::Area area = space_.take(bytes);
  if (!area.begin) return nullptr;
  auto* block = reinterpret_cast<Block*>(area.begin);
  std::memset(static_cast<void*>(block), 0, sizeof(Block));
  block->home = home_;
  block->bytes = area.bytes;
  blocks_.push_back(block);
  stats_.footprint += area.bytes;
  return block;
}

void* Heap::allocate_large(std::size_t bytes) {
  const std::size_t lines = (bytes + line_bytes - 1) / line_bytes;
  const std::size_t blocks = (first_line + lines + lines_per_block - 1) / lines_per_block;
  Block* block = new_block(blocks * block_bytes);
  if (!block) return nullptr;
  const bool shares = block->bytes <= chunk_bytes;  // its first lines serve small objects
  block->large = shares ? std::min(blocks * lines_per_block - lines, lines_per_block - 1) : first_line;
  std::fill(block->lines + (shares ? block->large : 0), block->lines + lines_per_block, std::uint8_t{1});
  stats_.allocated += bytes;
  host_.grown(*this);
  return reinterpret_cast<char*>(block) + block->large * line_bytes;
}

/// Makes the next run of free lines in the blocks held the current one.
bool Heap::next_run() {
  for (; current_ < blocks_.size(); ++current_, line_ = first_line) {
    Block* block = blocks_[current_];
    const auto* free = static_cast<const std::uint8_t*>(std::memchr(block->lines + line_, 0, lines_per_block - line_));
    if (!free) continue;
    const auto* used = static_cast<const std::uint8_t*>(std::memchr(free, 1, block->lines + lines_per_block - free));
    line_ = static_cast<std::size_t>(free - block->lines);
    const std::size_t end = used ? static_cast<std::size_t>(used - block->lines) : lines_per_block;
    cursor_ = reinterpret_cast<char*>(block) + line_ * line_bytes;
    limit_ = reinterpret_cast<char*>(block) + end * line_bytes;
    line_ = end;
    stats_.allocated += static_cast<std::uint64_t>(limit_ - cursor_);
    return true;
  }
  return false;
}

/// Makes a new block the second run.
bool Heap::overflow_block() {
  Block* block = new_block(block_bytes);
  if (!block) return false;
  std::fill(block->lines, block->lines + lines_per_block, std::uint8_t{1});  // not for `next_run`
  overflow_ = reinterpret_cast<char*>(block) + first_line * line_bytes;
  overflow_limit_ = reinterpret_cast<char*>(block) + block_bytes;
  stats_.allocated += static_cast<std::uint64_t>(overflow_limit_ - overflow_);
  return true;
}

void* Heap::allocate_slow(std::size_t bytes) {
  if (bytes > large_object) return allocate_large(bytes);
  const bool may_overflow = bytes > line_bytes;
  if (!may_overflow || static_cast<std::size_t>(overflow_limit_ - overflow_) < bytes) {
    // Any run has room for an object of a line. For a larger one, one run is tried each time the second is full.
    if (!next_run() && !may_overflow) {
      if (!new_block(block_bytes)) return nullptr;
      next_run();
    }
    if (static_cast<std::size_t>(limit_ - cursor_) < bytes && !overflow_block()) return nullptr;
    if (wants_collection()) host_.grown(*this);
  }
  const bool fits = static_cast<std::size_t>(limit_ - cursor_) >= bytes;
  return std::exchange(fits ? cursor_ : overflow_, (fits ? cursor_ : overflow_) + bytes);
}

void Heap::export_object(Object* object) {
  if (set_bit(block_of(object)->exported, object)) exports_.push_back(object);
}

bool Heap::set_marked(const Object* object) { return set_bit(block_of(object)->marks, object); }

void Heap::begin_world_trace() {
  exports_.clear();
  for (Block* block : blocks_) {
    std::memset(block->marks, 0, sizeof block->marks);
    std::memset(block->exported, 0, sizeof block->exported);
  }
}

void Heap::mark_finalizable(Marker& marker) const {
  for (const auto* list : {&finalizable_, &dead_})
    for (Object* object : *list) marker.mark(object);
}

void Heap::take_blocks(Heap& other) {
  for (Block* block : other.blocks_) block->home = home_;
  // Free lines of `other` are not known before the next collection: its blocks go before the one being filled.
  blocks_.insert(blocks_.begin(), other.blocks_.begin(), other.blocks_.end());
  current_ += other.blocks_.size();
  space_.merge(other.space_);
  exports_.insert(exports_.end(), other.exports_.begin(), other.exports_.end());
  finalizable_.insert(finalizable_.end(), other.finalizable_.begin(), other.finalizable_.end());
  dead_.insert(dead_.begin(), other.dead_.begin(), other.dead_.end());
  special_.insert(other.special_.begin(), other.special_.end());
  wards_.insert(other.wards_.begin(), other.wards_.end());
  std::vector<Object*> came_home;
  for (Object* guest : wards_)
    if (owns(guest)) came_home.push_back(guest);
  for (Object* object : came_home) {
    wards_.erase(object);
    set_away(object, false);
  }
  stats_.allocated += other.stats_.live_bytes + other.stats_.allocated;
  stats_.footprint += other.stats_.footprint;
  other.blocks_.clear();
  for (auto* list : {&other.exports_, &other.finalizable_, &other.dead_}) list->clear();
  other.special_.clear();
  other.wards_.clear();
  other.cursor_ = other.limit_ = other.overflow_ = other.overflow_limit_ = nullptr;
  other.current_ = 0;
  other.line_ = first_line;
  other.stats_.live_bytes = other.stats_.allocated = other.stats_.footprint = 0;
}

void Heap::clear_marks() {
  for (Block* block : blocks_) {
    std::memset(block->marks, 0, sizeof block->marks);
    std::memset(block->lines, 0, sizeof block->lines);
  }
}

/// Frees the dead large object of a block, and leaves an ordinary block.
void Heap::drop_large(Block* block) {
  block->large = 0;
  if (block->bytes > chunk_bytes) return;  // it has no other object: all of it will be freed
  const Space::Area rest = {reinterpret_cast<char*>(block) + block_bytes, block->bytes - block_bytes};
  if (rest.bytes) space_.give_back(rest);
  stats_.footprint -= rest.bytes;
  block->bytes = block_bytes;
}

void Heap::sweep() {
  std::vector<Block*> kept;
  for (Block* block : blocks_) {
    if (block->large &&
        !is_marked(reinterpret_cast<Object*>(reinterpret_cast<char*>(block) + block->large * line_bytes)))
      drop_large(block);
    if (std::memchr(block->lines, 1, lines_per_block)) {
      kept.push_back(block);
    } else {
      stats_.footprint -= block->bytes;
      space_.give_back({reinterpret_cast<char*>(block), block->bytes});
    }
  }
  blocks_ = std::move(kept);
  space_.trim(threshold_);
}

void Heap::collect() {
  clear_marks();
  weak_.clear();
  stats_.live_bytes = 0;
  host_.mark_roots(*this);
  for (Object* object : exports_) mark(object);
  for (Object* object : dead_) mark(object);
  for (Object* guest : wards_) visit(*this, guest);
  trace();
  converge();
  clear_weak(false);
  find_dead();
  converge();
  clear_weak(true);
  drop_dead_specials();
  host_.finalize(*this);
  threshold_ = bytes_to_allocate(stats_.live_bytes);
  sweep();
  cursor_ = limit_ = overflow_ = overflow_limit_ = nullptr;
  current_ = 0;
  line_ = first_line;
  stats_.allocated = outside_ = 0;
  ++stats_.collections;
}

}  // namespace hd
