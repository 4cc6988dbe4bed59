// Sleeping on a word until another thread changes it. Any thread; `futex_wake` in signal handlers too.
#pragma once
#include <cstdint>

#include "runtime/abi/atomic.h"

namespace hd {

/// Returns when the word is not `seen`, after a wake-up or a signal, or when `nanoseconds` have passed (negative: no
/// limit). The caller looks again in any case.
void futex_wait(Atomic<std::uint32_t>& word, std::uint32_t seen, std::int64_t nanoseconds);
/// All that sleep on the word look again.
void futex_wake(Atomic<std::uint32_t>& word);

}  // namespace hd
