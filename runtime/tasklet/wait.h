// Waiting for an event caused by another tasklet, in any context: tickets, wakes, timers.
//
// Each wait has a ticket. The waker learns the tasklet and its ticket before the wait begins. A wake that arrives
// before that is not lost: the wait ends at once. A wake that arrives after the wait finds another ticket and does
// nothing.
//
// Called by the thread acting for `cx`; only `tasklet_wake` may name a tasklet of another context.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// The ticket of the running tasklet's next wait.
std::int64_t tasklet_ticket(Context* cx);
/// Suspends the running tasklet until it is woken, or for `seconds` if that is not negative. `reason` says in reports
/// what it waits for. Returns true if suspended, or if an error that another tasklet sent is raised.
bool tasklet_wait(Context* cx, std::int64_t ticket, double seconds, Str* reason);
/// Ends the wait with that ticket, if it has not ended. From any context; does not wait itself.
void tasklet_wake(Context* cx, Tasklet* t, std::int64_t ticket);
/// Gives the other ready tasklets a turn.
bool tasklet_pause(Context* cx);

/// tasklet_wake in the tasklet's home.
void wake_here(Context* cx, Tasklet* t, std::int64_t ticket);
/// Wakes the tasklets whose timers are due.
void fire_timers(Context* cx);
/// The time, by the isolate's clock, when a parked context must check again, or -1.
std::int64_t next_deadline(const Context* cx);

}  // namespace hd
