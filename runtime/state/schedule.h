// Which tasklets a context has, and which comes next. Folder: tasklet/. Only the thread that acts for the context.
#pragma once
#include <cstdint>
#include <deque>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

/// Why a tasklet stopped running.
enum class SwitchCause : std::uint32_t { yielded, waits, slice };

/// A tasklet that is to be woken at a time, in nanoseconds of the isolate's clock.
struct Timer {
  std::int64_t deadline;
  Tasklet* tasklet;
  std::int64_t ticket;
  bool operator<(const Timer& other) const { return deadline > other.deadline; }  // the earliest is a heap's front
};

struct Schedule {
  std::deque<Tasklet*> ready;
  std::vector<Tasklet*> tasklets;  // all of this heap, for their stacks
  std::vector<Timer> timers;       // a heap
  Value policy = Value::nil();     // called to choose the next tasklet
  Tasklet* choosing = nullptr;     // runs the policy
  SwitchCause switch_cause = SwitchCause::waits;
  std::uint32_t slice_start = 0;  // the heart's beats when the running tasklet was switched to
  std::int64_t tasklets_made = 0;
};

}  // namespace hd
