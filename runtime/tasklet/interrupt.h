// Interrupts: guest functions attached to timers, OS signals, file descriptors and software triggers.
//
// Each firing of a trigger is counted; at the next safepoint a tasklet that goes before all others runs its handler,
// once per firing, one after the other. The count is bounded; firings beyond the bound are counted as overruns.
#pragma once
#include "runtime/state/context.h"

namespace hd {

constexpr std::int64_t max_pending_interrupts = 64;

/// `once` is a one-shot signal, which does not keep a context alive.
enum class TriggerKind : std::int64_t { timer, signal, descriptor, software, once };

struct Trigger {
  TriggerKind kind;
  std::int64_t number;  // signal or file descriptor
  std::int64_t events;  // of poll(2)
  std::int64_t period;  // nanoseconds
  std::int64_t next;    // time of the next firing
  std::string name;     // software
  Value handler;        // called with `handle`
  Value handle;
  std::int64_t pending = 0, overruns = 0;
  Tasklet* running = nullptr;
  bool attached = true;
};

/// Attaches `handler` to a source; it is called with `handle`. `seconds`: period of a timer; `number`: signal or file
/// descriptor; `events`: of poll(2); `name`: of a software trigger. Returns the trigger's number, or a negative errno.
std::int64_t interrupt_attach(Context* cx, std::int64_t kind, std::int64_t number, std::int64_t events, double seconds,
                              Str* name, Value handler, Value handle);
void interrupt_detach(Context* cx, std::int64_t trigger);
std::int64_t interrupt_overruns(Context* cx, std::int64_t trigger);
/// Fires the software triggers of that name in all contexts. Returns how many there are.
std::int64_t interrupt_raise(Context* cx, Str* name);
/// The number of a signal by its name without SIG, or -1.
std::int64_t signal_number(Context* cx, Str* name);

/// Consumes a one-shot signal whose handle is the bottom of the running tasklet's chain. Returns true if one had come.
bool take_interrupt(Context* cx);
/// For loops that may run for a long time between safepoints: returns true if a one-shot signal has come for the
/// running tasklet, and consumes it.
inline bool interrupted(Context* cx) {
  return HD_UNLIKELY(cx->interrupts.raised_triggers.load(std::memory_order_relaxed) != 0) &&  // a later check will do
         take_interrupt(cx);
}

/// Called by the thread acting for the context: checks all sources, and makes handlers ready. Returns true if there is
/// one to run before all else.
bool run_interrupts(Context* cx);
/// The time when the next timer trigger fires or descriptors are to be polled, or -1.
std::int64_t next_trigger_deadline(const Context* cx);
/// Returns true if an attached trigger may still fire, so that the context is not deadlocked.
bool waits_for_interrupts(const Context* cx);

}  // namespace hd
