// A function that waits, and what brings its tasklet back into the queue. Thread context: the thread acting for `cx`.
#pragma once
#include "runtime/state/context.h"
#include "runtime/state/executor.h"

namespace hd {

/// The running function waits: signals suspend, for `what`. Always true.
bool wait_for(Context* cx, Pending what);
/// Something to run later: `v` (or the error `v`) is what its suspended function goes on with.
void make_ready(Context* cx, Tasklet* t, Value v, bool error);

/// Acting for the context, or holding a claim: it wants beats of the heart until it says otherwise.
inline void want_beat(Context* cx) {
  // Written by the acting thread, and by want_thread, after which the heart beats anyway.
  if (!cx->work.wants_beat.load(std::memory_order_relaxed)) cx->isolate->executor->start_beats(cx);
}
/// Acting for the context: no longer.
inline void want_no_beat(Context* cx) { cx->work.wants_beat.store(false, std::memory_order_relaxed); }

}  // namespace hd
