// Serving a context that nobody acts for, in place: cheaper than waking its thread, and the only way when it has none
// (finished) or its thread is outside. Model: claim.pml.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Something was pushed into the inbox of `to`. A running context will look (its poll word is set); a parked one is
/// claimed and served by this thread. Any thread, holding no claim of its own kind of work: nested calls are postponed.
/// `for_worker`: it makes a tasklet ready, so a thread that watches the parked context had better see to it itself.
void notify(Context* to, bool for_worker);
/// The holder of a claim: serves what is in the inbox, collects if that is due, and leaves. When the context has
/// something to run, or `for_worker`, the thread that attends it goes on, or a worker, or, its thread being outside,
/// the heartbeat looks after it.
void finish_claim(Context* to, bool for_worker = false);

}  // namespace hd
