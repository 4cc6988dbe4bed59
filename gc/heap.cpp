#include "gc/visit.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace hd {

namespace {

/// The least number of bytes allocated between two collections, and the least limit for free blocks that are kept.
constexpr std::uint64_t least_threshold = 32 << 20;

}  // namespace

Heap::~Heap() {
  for (auto* list : {&blocks_, &large_, &free_})
    for (Block* block : *list) std::free(block);
}

Block* Heap::new_block(std::size_t bytes, bool large) {
  Block* block = nullptr;
  if (!large && !free_.empty()) {
    block = free_.back();
    free_.pop_back();
  } else {
    block = static_cast<Block*>(std::aligned_alloc(block_bytes, (bytes + block_bytes - 1) / block_bytes * block_bytes));
    if (!block) return nullptr;
  }
  std::memset(static_cast<void*>(block), 0, sizeof(Block));
  block->home = home_;
  block->bytes = bytes;
  block->is_large = large;
  stats_.footprint += bytes;
  return block;
}

void* Heap::allocate_large(std::size_t bytes) {
  Block* block = new_block(large_header + bytes, true);
  if (!block) return nullptr;
  large_.push_back(block);
  stats_.allocated += bytes;
  host_.grown(*this);
  return reinterpret_cast<char*>(block) + large_header;
}

/// Finds the next run of free lines of at least `bytes` in blocks already held.
bool Heap::next_run(std::size_t bytes) {
  for (; current_ < blocks_.size(); ++current_, line_ = first_line) {
    Block* block = blocks_[current_];
    while (line_ < lines_per_block) {
      while (line_ < lines_per_block && block->lines[line_]) ++line_;
      std::size_t end = line_;
      while (end < lines_per_block && !block->lines[end]) ++end;
      const std::size_t run = (end - line_) * line_bytes;
      char* at = reinterpret_cast<char*>(block) + line_ * line_bytes;
      line_ = end;
      if (run >= bytes && run) {
        cursor_ = at;
        limit_ = at + run;
        stats_.allocated += run;
        return true;
      }
    }
  }
  return false;
}

void* Heap::allocate_slow(std::size_t bytes) {
  if (bytes > large_object) return allocate_large(bytes);
  if (!next_run(bytes)) {
    Block* block = new_block(block_bytes, false);
    if (!block) return nullptr;
    blocks_.push_back(block);
    current_ = blocks_.size() - 1;
    line_ = first_line;
    next_run(bytes);
    host_.grown(*this);
  } else if (wants_collection()) {
    host_.grown(*this);
  }
  char* at = cursor_;
  cursor_ = at + bytes;
  return at;
}

void Heap::export_object(Object* object) {
  if (set_bit(block_of(object)->exported, object)) exports_.push_back(object);
}

bool Heap::set_marked(const Object* object) { return set_bit(block_of(object)->marks, object); }

void Heap::begin_world_trace() {
  exports_.clear();
  for (auto* list : {&blocks_, &large_})
    for (Block* block : *list) {
      std::memset(block->marks, 0, sizeof block->marks);
      std::memset(block->exported, 0, sizeof block->exported);
    }
}

void Heap::mark_finalizable(Marker& marker) const {
  for (const auto* list : {&finalizable_, &dead_})
    for (Object* object : *list) marker.mark(object);
}

void Heap::take_blocks(Heap& other) {
  for (auto* list : {&other.blocks_, &other.large_, &other.free_})
    for (Block* block : *list) block->home = home_;
  // Free lines of `other` are not known before the next collection: its blocks go before the one being filled.
  blocks_.insert(blocks_.begin(), other.blocks_.begin(), other.blocks_.end());
  current_ += other.blocks_.size();
  large_.insert(large_.end(), other.large_.begin(), other.large_.end());
  free_.insert(free_.end(), other.free_.begin(), other.free_.end());
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
  for (auto* list : {&other.blocks_, &other.large_, &other.free_}) list->clear();
  for (auto* list : {&other.exports_, &other.finalizable_, &other.dead_}) list->clear();
  other.special_.clear();
  other.wards_.clear();
  other.cursor_ = other.limit_ = nullptr;
  other.current_ = 0;
  other.line_ = first_line;
  other.stats_.live_bytes = other.stats_.allocated = other.stats_.footprint = 0;
}

void Heap::clear_marks() {
  for (auto* list : {&blocks_, &large_})
    for (Block* block : *list) {
      std::memset(block->marks, 0, sizeof block->marks);
      std::memset(block->lines, 0, sizeof block->lines);
    }
}

void Heap::sweep() {
  std::vector<Block*> kept;
  for (Block* block : blocks_) {
    bool live = false;
    for (std::size_t line = first_line; line < lines_per_block && !live; ++line) live = block->lines[line];
    if (live) {
      kept.push_back(block);
      continue;
    }
    stats_.footprint -= block->bytes;
    if (free_.size() * block_bytes < std::max(least_threshold, stats_.live_bytes))
      free_.push_back(block);
    else
      std::free(block);
  }
  blocks_ = std::move(kept);
  std::vector<Block*> large;
  for (Block* block : large_) {
    const auto* object = reinterpret_cast<Object*>(reinterpret_cast<char*>(block) + large_header);
    if (is_marked(object)) {
      large.push_back(block);
    } else {
      stats_.footprint -= block->bytes;
      std::free(block);
    }
  }
  large_ = std::move(large);
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
  sweep();
  cursor_ = limit_ = nullptr;
  current_ = 0;
  line_ = first_line;
  stats_.allocated = outside_ = 0;
  ++stats_.collections;
  threshold_ = std::max(least_threshold, stats_.live_bytes);
}

}  // namespace hd
