// The heartbeat: a thousand times a second, only while a context wants it. It ends time slices, makes contexts look at
// their timers and descriptors, and gives contexts whose thread is outside to a spare worker.
#pragma once
#include "runtime/context/context.h"

namespace hd {

/// Beats in a time slice.
constexpr std::uint32_t slice_beats = 5;
/// What a guest's scheduler may take to choose.
constexpr std::uint32_t policy_beats = 100;

/// For `want_beat`: makes sure that the heart beats.
void start_beats(Context* cx);
/// Acting for the context, or holding a claim: it wants beats until it says otherwise.
inline void want_beat(Context* cx) {
  if (!cx->wants_beat.load(std::memory_order_relaxed)) start_beats(cx);  // written by the acting thread, and below
}
/// Acting for the context: no longer.
inline void want_no_beat(Context* cx) { cx->wants_beat.store(false, std::memory_order_relaxed); }

/// There is a heart to be roused.
void ensure_heart(Isolate* isolate);
/// Where there is a heart, it beats soon. Any thread, signal handlers too.
void rouse_heart();
/// The next beat finds a worker for the context, in which nobody acts. Any thread, signal handlers too.
inline void want_thread(Context* cx) {
  cx->wants_thread.store(true, std::memory_order_relaxed);  // published by what follows
  cx->wants_beat.store(true, std::memory_order_seq_cst);    // before the look at the heart; partner: beat
  rouse_heart();
}

}  // namespace hd
