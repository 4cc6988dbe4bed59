#include "gc/space.h"

#include <algorithm>
#include <bit>

namespace hd {

namespace {

/// A heap that holds less than this gets small pages: it may be one of many, and touch little of what it takes.
constexpr std::size_t small_heap = 8 << 20;

/// Areas larger than a chunk that are kept for later: few later areas are as large.
constexpr std::size_t most_spare_bytes = 32 << 20;

constexpr std::uint64_t every_unit = ~std::uint64_t{0};

/// The bits of `n` units from unit `first` on; n is not 0.
std::uint64_t units(std::size_t first, std::size_t n) { return every_unit >> (Space::units_per_chunk - n) << first; }

/// The units at which a run of `n` free ones begins.
std::uint64_t runs_of(std::uint64_t free, std::size_t n) {
  for (std::size_t have = 1; have < n;) {
    const std::size_t more = std::min(have, n - have);
    free &= free >> more;
    have += more;
  }
  return free;
}

}  // namespace

Space::~Space() {
  for (const Chunk& chunk : chunks_) give_back_chunk(chunk.begin);
  for (const Area& area : spare_) unmap_memory(area.begin, area.bytes);
}

bool Space::add_chunk() {
  auto* begin = static_cast<char*>(take_chunk());
  if (!begin) return false;
  if (chunks_.size() * chunk_bytes + mapped_bytes_ >= small_heap) prefer_huge_pages(begin, chunk_bytes);
  index_[begin] = chunks_.size();
  chunks_.push_back({begin, every_unit});
  unused_ += chunk_bytes;
  return true;
}

Space::Area Space::take_mapped(std::size_t bytes) {
  auto best = spare_.end();
  for (auto it = spare_.begin(); it != spare_.end(); ++it)
    if (it->bytes >= bytes && it->bytes <= bytes + bytes / 4 && (best == spare_.end() || it->bytes < best->bytes))
      best = it;
  if (best != spare_.end()) {
    const Area area = *best;
    unused_ -= area.bytes;
    spare_.erase(best);
    return area;
  }
  auto* begin = static_cast<char*>(map_memory(bytes));
  if (!begin) return {nullptr, 0};
  prefer_huge_pages(begin, bytes);
  mapped_bytes_ += bytes;
  return {begin, bytes};
}

Space::Area Space::take(std::size_t bytes) {
  if (bytes > chunk_bytes) return take_mapped(bytes);
  const std::size_t n = bytes / unit_bytes;
  if (freed_from_ != SIZE_MAX) {
    for (std::size_t& from : search_from_) from = std::min(from, freed_from_);
    freed_from_ = SIZE_MAX;
  }
  std::size_t& at = search_from_[n - 1];
  at = std::min(at, chunks_.size());  // there may be fewer since
  std::uint64_t runs = 0;
  while (at < chunks_.size() && !(runs = runs_of(chunks_[at].free, n))) ++at;
  if (at == chunks_.size()) {
    if (!add_chunk()) return {nullptr, 0};
    runs = 1;
  }
  const auto first = static_cast<std::size_t>(std::countr_zero(runs));
  chunks_[at].free &= ~units(first, n);
  unused_ -= bytes;
  return {chunks_[at].begin + first * unit_bytes, bytes};
}

void Space::note_room(std::size_t chunk) { freed_from_ = std::min(freed_from_, chunk); }

void Space::give_back(Area area) {
  unused_ += area.bytes;
  if (area.bytes > chunk_bytes) return spare_.push_back(area);
  const std::size_t offset = reinterpret_cast<std::uintptr_t>(area.begin) % chunk_bytes;
  const std::size_t chunk = index_.at(area.begin - offset);
  chunks_[chunk].free |= units(offset / unit_bytes, area.bytes / unit_bytes);
  note_room(chunk);
}

void Space::trim(std::size_t keep) {
  std::size_t spare_bytes = 0;
  for (const Area& area : spare_) spare_bytes += area.bytes;
  while (!spare_.empty() && (unused_ > keep || spare_bytes > most_spare_bytes)) {
    const Area area = spare_.front();  // the one unused for longest
    spare_.erase(spare_.begin());
    unmap_memory(area.begin, area.bytes);
    spare_bytes -= area.bytes;
    unused_ -= area.bytes;
    mapped_bytes_ -= area.bytes;
  }
  for (std::size_t i = chunks_.size(); i-- > 0 && unused_ >= keep + chunk_bytes;) {
    if (chunks_[i].free != every_unit) continue;
    give_back_chunk(chunks_[i].begin);
    unused_ -= chunk_bytes;
    index_.erase(chunks_[i].begin);
    if (i + 1 < chunks_.size()) {
      chunks_[i] = chunks_.back();
      index_[chunks_[i].begin] = i;
      note_room(i);
    }
    chunks_.pop_back();
  }
}

void Space::merge(Space& other) {
  for (const Chunk& chunk : other.chunks_) {
    index_[chunk.begin] = chunks_.size();
    note_room(chunks_.size());
    chunks_.push_back(chunk);
  }
  spare_.insert(spare_.end(), other.spare_.begin(), other.spare_.end());
  unused_ += other.unused_;
  mapped_bytes_ += other.mapped_bytes_;
  other.chunks_.clear();
  other.index_.clear();
  other.spare_.clear();
  other.search_from_ = {};
  other.freed_from_ = SIZE_MAX;
  other.unused_ = other.mapped_bytes_ = 0;
}

}  // namespace hd
