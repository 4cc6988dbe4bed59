// Serving a parked context in place: cheaper than waking its thread, and the only way if it has none (finished) or its
// thread is outside. Model: claim.pml.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Called after a push into the inbox of `to`. Sets the poll word of a running context; claims and serves a parked one
/// on this thread. Any thread; calls made while this thread serves a claim are postponed. `for_worker`: the request
/// makes a tasklet ready, so it is left to the thread that watches the parked context, if there is one.
void notify(Context* to, bool for_worker);
/// Called with the claim held: serves the inbox, collects if that is due, and gives the claim up. If the context has
/// something to run, or with `for_worker`, it goes to the thread that attends it, to a worker, or, if its thread is
/// outside, to the heartbeat.
void finish_claim(Context* to, bool for_worker = false);

}  // namespace hd
