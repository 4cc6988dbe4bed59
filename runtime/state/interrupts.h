// The sources of interrupts that a context has. Folder: tasklet/interrupt.h.
#pragma once
#include <atomic>
#include <cstdint>
#include <vector>

namespace hd {

struct Trigger;

struct InterruptState {
  std::atomic<std::uint64_t> raised_triggers{0};  // that signal handlers raised. Any thread
  std::vector<Trigger*> triggers;                 // only the thread that acts for the context, as is
  std::int64_t fds_looked_at = 0;                 // time
};

}  // namespace hd
