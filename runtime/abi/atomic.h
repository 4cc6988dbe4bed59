// Atomic types for the data that threads share: the inbox, the actor word, the owner word and the epoch.
//
// `Atomic<T>` is `std::atomic<T>`, `Plain<T>` is T, `Half` is half of an object's header, and `Order` is a memory
// order. A build may name a header that replaces them, such as tests/relacy/substitute.h. In that build every access is
// a step of a scheduler, which also chooses the value each load returns among those the memory model allows. The tests
// weaken each order in these headers in turn to show that it is needed. Code that uses these names passes every order
// explicitly.
//
// `Plain` marks data that an atomic publishes; the scheduler reports data races on it.
#pragma once
#ifdef HD_ATOMIC_HEADER
#include HD_ATOMIC_HEADER
#else
#include <atomic>
#include <cstdint>

namespace hd {

template <class T>
using Atomic = std::atomic<T>;
template <class T>
using Plain = T;
using Order = std::memory_order;

/// Half of a header. The header is initialised as one 64-bit word; afterwards each half is accessed as an atomic word.
using Half [[gnu::may_alias]] = std::uint32_t;
[[gnu::always_inline]] inline std::uint32_t load_half(const Half* half, Order order) {
  return __atomic_load_n(half, static_cast<int>(order));
}
[[gnu::always_inline]] inline void store_half(Half* half, std::uint32_t word, Order order) {
  __atomic_store_n(half, word, static_cast<int>(order));
}

/// Call in a loop that polls what another thread writes.
inline void relax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

}  // namespace hd
#endif
