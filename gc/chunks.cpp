#include "gc/chunks.h"

#include <sys/mman.h>

#include <cstdint>
#include <mutex>
#include <vector>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/lsan_interface.h>
#define HD_FINDS_LEAKS 1
#endif
#endif

namespace hd {

namespace {

constexpr std::size_t most_spare = 16;  // chunks: as much as a small program's heap

/// Chunks that no heap uses. Guarded by its lock; never destroyed, as threads may outlive the end of `main`.
struct SpareChunks {
  std::mutex lock;
  std::vector<void*> chunks;
  static SpareChunks& instance() {
    static auto* spare = new SpareChunks;
    return *spare;
  }
};

}  // namespace

void* take_chunk() {
  SpareChunks& spare = SpareChunks::instance();
  {
    const std::lock_guard guard(spare.lock);
    if (!spare.chunks.empty()) {
      void* chunk = spare.chunks.back();
      spare.chunks.pop_back();
      return chunk;
    }
  }
  return map_memory(chunk_bytes);
}

void give_back_chunk(void* chunk) {
  SpareChunks& spare = SpareChunks::instance();
  {
    const std::lock_guard guard(spare.lock);
    if (spare.chunks.size() < most_spare) return spare.chunks.push_back(chunk);
  }
  unmap_memory(chunk, chunk_bytes);
}

void* map_memory(std::size_t bytes) {
  // The system aligns to small pages only: map more, and unmap what lies before and after.
  const std::size_t more = bytes + chunk_bytes;
  void* mapped = mmap(nullptr, more, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapped == MAP_FAILED) return nullptr;
  char* const begin = static_cast<char*>(mapped);
  const std::size_t before = -reinterpret_cast<std::uintptr_t>(begin) % chunk_bytes;
  if (before) munmap(begin, before);
  if (before < chunk_bytes) munmap(begin + before + bytes, chunk_bytes - before);
#ifdef HD_FINDS_LEAKS
  __lsan_register_root_region(begin + before, bytes);  // objects hold memory of malloc
#endif
  return begin + before;
}

void unmap_memory(void* at, std::size_t bytes) {
#ifdef HD_FINDS_LEAKS
  __lsan_unregister_root_region(at, bytes);
#endif
  munmap(at, bytes);
}

void prefer_huge_pages(void* at, std::size_t bytes) {
#ifdef MADV_HUGEPAGE
  madvise(at, bytes, MADV_HUGEPAGE);  // advice: it does not matter if it fails
#else
  static_cast<void>(at), static_cast<void>(bytes);
#endif
}

}  // namespace hd
