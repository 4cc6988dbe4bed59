// Interrupts: guest functions attached to timers, OS signals, file descriptors and software triggers.
//
// A trigger that fires counts; at the next safepoint a tasklet ahead of all others runs its handler, once for each
// time, one after the other. The count is bounded; what is beyond is counted as overruns.
#pragma once
#include "runtime/state/context.h"

namespace hd {

constexpr std::int64_t max_pending_interrupts = 64;

/// A signal that comes once is not what anybody waits for.
enum class TriggerKind : std::int64_t { timer, signal, descriptor, software, once };

struct Trigger {
  TriggerKind kind;
  std::int64_t number;  // signal or file descriptor
  std::int64_t events;  // of poll(2)
  std::int64_t period;  // nanoseconds
  std::int64_t next;    // time
  std::string name;     // software
  Value handler;        // called with `handle`
  Value handle;
  std::int64_t pending = 0, overruns = 0;
  Tasklet* running = nullptr;
  bool attached = true;
};

/// Attaches `handler` to a source; it is called with `handle`. `seconds`: period of a timer; `number`: signal or file
/// descriptor; `events`: of poll(2); `name`: of a software trigger. The trigger's number, or a negative errno.
std::int64_t interrupt_attach(Context* cx, std::int64_t kind, std::int64_t number, std::int64_t events, double seconds,
                              Str* name, Value handler, Value handle);
void interrupt_detach(Context* cx, std::int64_t trigger);
std::int64_t interrupt_overruns(Context* cx, std::int64_t trigger);
/// Fires the software triggers of that name, of whatever context. How many there are.
std::int64_t interrupt_raise(Context* cx, Str* name);
/// The number of a signal by its name without SIG, or -1.
std::int64_t signal_number(Context* cx, Str* name);

/// Where a signal that comes once has come, and its handle is the tasklet at the bottom of those that run.
bool take_interrupt(Context* cx);
/// For loops that run for long between two safepoints: has a signal come that the running tasklet is told of once? If
/// so, it is dealt with by that.
inline bool interrupted(Context* cx) {
  return HD_UNLIKELY(cx->interrupts.raised_triggers.load(std::memory_order_relaxed) != 0) &&  // a later look will do
         take_interrupt(cx);
}

/// Acting for the context: looks at all sources, and makes handlers ready. True: there is one to run before all else.
bool run_interrupts(Context* cx);
/// When the next timer trigger fires or descriptors are to be looked at, or -1.
std::int64_t next_trigger_deadline(const Context* cx);
/// Does an attached trigger keep the context from being deadlocked?
bool waits_for_interrupts(const Context* cx);

}  // namespace hd
