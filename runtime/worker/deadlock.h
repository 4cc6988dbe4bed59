// Deadlocks of the guest: every tasklet of every context waits for another one.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct Isolate;

/// Called by a thread that acts for nobody, after it parked a context that has nothing to do. When no context has,
/// nothing is outside, and no timer or interrupt will come, the main tasklets that wait get an error which names who
/// waits for what.
void report_deadlock(Isolate* isolate);
/// The emulator's: nothing can go on anywhere. False: there was nobody to tell.
bool report_deadlock_of(Isolate* isolate);

}  // namespace hd
