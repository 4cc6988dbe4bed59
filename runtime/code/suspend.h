// Suspending a function, and making its tasklet ready again. Called by the thread acting for `cx`.
#pragma once
#include "runtime/state/context.h"
#include "runtime/state/executor.h"

namespace hd {

/// Signals that the running function suspends, waiting for `what`. Always returns true.
bool wait_for(Context* cx, Pending what);
/// Makes `t` ready; its suspended function continues with `v`, or with the error `v` if `error` is set.
void make_ready(Context* cx, Tasklet* t, Value v, bool error);

/// Called acting for the context, or holding a claim: asks for heartbeats until want_no_beat.
inline void want_beat(Context* cx) {
  // Relaxed: written by the acting thread, and by want_thread, after which the heart beats anyway.
  if (!cx->work.wants_beat.load(std::memory_order_relaxed)) cx->isolate->executor->start_beats(cx);
}
/// Called acting for the context: stops the heartbeats.
inline void want_no_beat(Context* cx) { cx->work.wants_beat.store(false, std::memory_order_relaxed); }

}  // namespace hd
