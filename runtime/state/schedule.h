// The tasklets of a context, and which one runs next. Used by tasklet/. Touched only by the thread acting for the
// context.
#pragma once
#include <cstdint>
#include <deque>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

/// Why a tasklet stopped running.
enum class SwitchCause : std::uint32_t { yielded, waits, slice };

/// A tasklet to wake at `deadline`, in nanoseconds of the isolate's clock.
struct Timer {
  std::int64_t deadline;
  Tasklet* tasklet;
  std::int64_t ticket;
  bool operator<(const Timer& other) const { return deadline > other.deadline; }  // the heap's front is the earliest
};

struct Schedule {
  std::deque<Tasklet*> ready;
  std::vector<Tasklet*> tasklets;  // all tasklets of this heap, to find their stacks
  std::vector<Timer> timers;       // a binary heap
  Value policy = Value::nil();     // called to choose the next tasklet
  Tasklet* choosing = nullptr;     // the tasklet that runs the policy
  SwitchCause switch_cause = SwitchCause::waits;
  std::uint32_t slice_start = 0;  // beat count when the running tasklet was switched to
  std::int64_t tasklets_made = 0;
};

}  // namespace hd
