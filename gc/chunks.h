// Memory from the system, in aligned chunks of 2 MiB, the size of the processor's huge pages.
//
// The process keeps a few chunks that no heap needs any more for the next one: the first touch of fresh memory costs
// more than most programs do with it. Any thread.
#pragma once
#include <cstddef>

namespace hd {

constexpr std::size_t chunk_bytes = std::size_t{2} << 20;

/// Returns a chunk with arbitrary contents, or null if the system has no memory.
void* take_chunk();
void give_back_chunk(void* chunk);

/// Maps `bytes`, a multiple of the system's pages, at a multiple of `chunk_bytes`. Null if the system has no memory.
void* map_memory(std::size_t bytes);
void unmap_memory(void* at, std::size_t bytes);

/// Asks the system to use huge pages. They save page faults and misses of the address cache, but the system fills each
/// of them at its first touch: worthwhile where most of the memory will be used.
void prefer_huge_pages(void* at, std::size_t bytes);

}  // namespace hd
