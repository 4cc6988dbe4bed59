// `new` and `delete` of the heddle command.
//
// A translation allocates some hundred thousand small objects (tokens, trees, instructions) and frees them in no
// particular order; with the C library's allocator that was a third of the time an emulated program takes to start.
// Here each size class up to `largest` has one free list per thread. Pieces are cut from blocks, each of a single size
// class, in an address range reserved once. The address of a piece gives its block, so `delete` needs no size. The
// range is never returned to the system, but all of it is reused. Larger objects go to the C library.
//
// Builds with sanitizers use the sanitizer's allocator.
#include <sys/mman.h>

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HEDDLE_OWN_NEW 0
#endif
#endif
#ifndef HEDDLE_OWN_NEW
#define HEDDLE_OWN_NEW 1
#endif

#if HEDDLE_OWN_NEW
namespace {

constexpr std::size_t granule = 16;         // alignment of every piece
constexpr std::size_t small = 1024;         // up to here, size classes are multiples of the granule
constexpr std::size_t largest = 16 * 1024;  // up to here, four size classes per power of two
constexpr std::size_t sizes = small / granule + 4 * (std::bit_width(largest) - std::bit_width(small)) + 1;
constexpr std::size_t block_bytes = std::size_t{1} << 17;
constexpr std::size_t range_bytes = std::size_t{1} << 36;

/// The size class for a number of bytes: its number and the size of its pieces.
struct Size {
  std::size_t number, bytes;
};

Size size_for(std::size_t bytes) {
  if (bytes <= small) {
    const std::size_t number = (bytes + granule - 1 + (bytes == 0)) / granule;
    return {number, number * granule};
  }
  const auto doublings = static_cast<std::size_t>(std::bit_width(bytes - 1) - std::bit_width(small));
  const std::size_t step = (small << doublings) / 4, steps = (bytes - (small << doublings) + step - 1) / step;
  return {small / granule + 4 * doublings + steps, (small << doublings) + steps * step};
}

struct Piece {
  Piece* next;
};

/// At the start of each block.
struct alignas(granule) Block {
  std::size_t size;  // number of the size class of its pieces
};

/// Reserved addresses for blocks; `next_` is where the next block begins. Without a range everything goes to the C
/// library.
class Range {
 public:
  Range() {
    void* at = ::mmap(nullptr, range_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED) return;
    ::madvise(at, range_bytes, MADV_HUGEPAGE);  // if possible: one page fault for many blocks
    begin_ = (reinterpret_cast<std::uintptr_t>(at) + block_bytes - 1) / block_bytes * block_bytes;
    end_ = reinterpret_cast<std::uintptr_t>(at) + range_bytes;
    next_.store(begin_, std::memory_order_relaxed);  // not yet visible to other threads
  }

  bool holds(const void* p) const { return reinterpret_cast<std::uintptr_t>(p) - begin_ < end_ - begin_; }

  void* take_block() {
    // Relaxed: each address is handed out once, and nothing is published with it.
    const std::uintptr_t at = next_.fetch_add(block_bytes, std::memory_order_relaxed);
    return at + block_bytes <= end_ ? reinterpret_cast<void*>(at) : nullptr;
  }

 private:
  std::uintptr_t begin_ = 0, end_ = 0;
  std::atomic<std::uintptr_t> next_{0};
};

Range& range() {
  static Range once;
  return once;
}

/// Free memory of one size class and thread: the pieces that were freed, then the rest of a block.
struct Free {
  Piece* list;
  char *at, *end;
};
thread_local Free free_of[sizes];  // zero-initialized, so that it needs no guard

void* take(Size size) {
  Free& free = free_of[size.number];
  if (Piece* piece = free.list) {
    free.list = piece->next;
    return piece;
  }
  if (static_cast<std::size_t>(free.end - free.at) < size.bytes) {
    void* block = range().take_block();
    if (!block) return nullptr;
    static_cast<Block*>(block)->size = size.number;
    free.at = static_cast<char*>(block) + sizeof(Block);
    free.end = static_cast<char*>(block) + block_bytes;
  }
  char* piece = free.at;
  free.at += size.bytes;
  return piece;
}

void give_back(void* p) {
  if (!range().holds(p)) return std::free(p);
  const auto* block = reinterpret_cast<const Block*>(reinterpret_cast<std::uintptr_t>(p) / block_bytes * block_bytes);
  Free& free = free_of[block->size];
  auto* piece = static_cast<Piece*>(p);
  piece->next = free.list;
  free.list = piece;
}

}  // namespace

void* operator new(std::size_t bytes) {
  if (bytes <= largest)
    if (void* p = take(size_for(bytes))) return p;
  if (void* p = std::malloc(bytes)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept { give_back(p); }
void operator delete(void* p, std::size_t) noexcept { give_back(p); }
#endif
