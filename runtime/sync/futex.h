// Sleeping on a word until another thread changes it. Any thread may call these; `futex_wake` also works in signal
// handlers.
#pragma once
#include <cstdint>

#include "runtime/abi/atomic.h"

namespace hd {

/// Returns when the word is not `seen`, after a wake-up or a signal, or when `nanoseconds` have passed (negative: no
/// limit). The caller must recheck its condition in any case.
void futex_wait(Atomic<std::uint32_t>& word, std::uint32_t seen, std::int64_t nanoseconds);
/// Wakes all threads that sleep on the word.
void futex_wake(Atomic<std::uint32_t>& word);

}  // namespace hd
