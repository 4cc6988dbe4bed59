#include "runtime/sync/futex.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <climits>
#include <ctime>

namespace hd {

void futex_wait(Atomic<std::uint32_t>& word, std::uint32_t seen, std::int64_t nanoseconds) {
  constexpr std::int64_t second = 1'000'000'000;
  const timespec limit{nanoseconds / second, nanoseconds % second};
  syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, seen, nanoseconds < 0 ? nullptr : &limit, nullptr, 0);
}

void futex_wake(Atomic<std::uint32_t>& word) {
  syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
}

}  // namespace hd
