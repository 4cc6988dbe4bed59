#include "runtime/context/actor.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <climits>
#include <ctime>

namespace hd {

void Actor::wait(std::uint32_t seen, std::int64_t nanoseconds) {
  constexpr std::int64_t second = 1'000'000'000;
  const timespec limit{nanoseconds / second, nanoseconds % second};
  syscall(SYS_futex, &word_, FUTEX_WAIT_PRIVATE, seen, nanoseconds < 0 ? nullptr : &limit, nullptr, 0);
}

void Actor::wake() { syscall(SYS_futex, &word_, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0); }

void Actor::nudge() {
  word_.fetch_add(nudge_step, std::memory_order_seq_cst);
  wake();
}

}  // namespace hd
