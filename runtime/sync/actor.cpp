#include "runtime/sync/actor.h"

#include "runtime/sync/futex.h"

namespace hd {

void Actor::wait(std::uint32_t seen, std::int64_t nanoseconds) { futex_wait(word_, seen, nanoseconds); }

void Actor::wake() { futex_wake(word_); }

void Actor::nudge() {
  // Release: publishes what the caller wrote before; partner: sleep's acquire. If relaxed, the sleeper could miss it.
  word_.fetch_add(nudge_step, std::memory_order_release);
  wake();
}

}  // namespace hd
