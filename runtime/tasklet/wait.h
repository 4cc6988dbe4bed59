// Waiting for something that another tasklet, of any context, will bring about: tickets, wakes, timers.
//
// A wait has a ticket. Whoever is to end it is told tasklet and ticket first, then the wait begins; a wake that comes
// in between is not lost (the wait ends at once), and one that comes after the end finds another ticket and does
// nothing.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// The ticket of the running tasklet's next wait.
std::int64_t tasklet_ticket(Context* cx);
/// Suspends the running tasklet until its wake, or for `seconds` when that is not negative. `reason` says what it waits
/// for, in reports. True: suspended, or an error that another tasklet sent it is raised.
bool tasklet_wait(Context* cx, std::int64_t ticket, double seconds, Str* reason);
/// Ends the wait with that ticket, if it has not ended. From any context: it does not wait itself.
void tasklet_wake(Context* cx, Tasklet* t, std::int64_t ticket);
/// Gives the other ready tasklets a turn.
bool tasklet_pause(Context* cx);

/// The same, in the tasklet's home.
void wake_here(Context* cx, Tasklet* t, std::int64_t ticket);
/// Wakes those whose time has come.
void fire_timers(Context* cx);
/// Of the isolate's clock, or -1: when a parked context must look again.
std::int64_t next_deadline(const Context* cx);

}  // namespace hd
