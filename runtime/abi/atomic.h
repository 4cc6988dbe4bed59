// The atomic types of what threads meet at: the inbox, the actor word, the owner word and the epoch.
//
// `Atomic<T>` is `std::atomic<T>`, `Plain<T>` is T, `Half` is half of an object's header, `Order` is a memory order. A
// build may name a header that replaces them: tests/relacy/substitute.h. There every access is a step of a
// scheduler that also chooses which of the values that the memory model allows a load returns, and each order in these
// headers is weakened in turn to show that it is needed. Code that uses these names passes every order explicitly.
//
// `Plain` is for what an atomic publishes; the scheduler reports an access to it that another one races with.
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

/// Half of a header, which is made in one piece and then read and written as an atomic word.
using Half [[gnu::may_alias]] = std::uint32_t;
[[gnu::always_inline]] inline std::uint32_t load_half(const Half* half, Order order) {
  return __atomic_load_n(half, static_cast<int>(order));
}
[[gnu::always_inline]] inline void store_half(Half* half, std::uint32_t word, Order order) {
  __atomic_store_n(half, word, static_cast<int>(order));
}

/// In a loop that looks at what another thread writes.
inline void relax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

}  // namespace hd
#endif
