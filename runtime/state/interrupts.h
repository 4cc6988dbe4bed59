// The interrupt sources of a context. Used by tasklet/interrupt.h. Guarded by the claim on the context, except for
// the atomic, which any thread and signal handlers may set.
#pragma once
#include <atomic>
#include <cstdint>
#include <vector>

namespace hd {

struct Trigger;

struct InterruptState {
  std::atomic<std::uint64_t> raised_triggers{0};  // by signal handlers. Any thread
  std::vector<Trigger*> triggers;                 // this and the next: only the thread acting for the context
  std::int64_t fds_looked_at = 0;                 // when descriptors were last polled
};

}  // namespace hd
