// Deadlocks of the guest: every tasklet of every context waits for another tasklet.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct Isolate;

/// Called by a thread that acts for no context, after it parked one that has nothing to do. If no context has anything
/// to do, nothing is outside, and no timer or interrupt will come, raises an error in the main tasklets that wait; it
/// says which tasklet waits for what.
void report_deadlock(Isolate* isolate);
/// For the emulator, when nothing can go on anywhere. Returns false if no main tasklet waits.
bool report_deadlock_of(Isolate* isolate);

}  // namespace hd
