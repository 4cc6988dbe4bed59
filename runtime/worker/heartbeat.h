// The heartbeat: a thousand times a second, only while a context wants it. It ends time slices, makes contexts look at
// their timers and descriptors, and gives contexts whose thread is outside to a spare worker.
#pragma once
#include "runtime/context/context.h"

namespace hd {

/// Beats in a time slice.
constexpr std::uint32_t slice_beats = 5;
/// What a guest's scheduler may take to choose.
constexpr std::uint32_t policy_beats = 100;

/// Acting for the context, or holding a claim: it wants beats until it says otherwise.
void want_beat(Context* cx);
/// Acting for the context: no longer.
inline void want_no_beat(Context* cx) { cx->wants_beat.store(false, std::memory_order_relaxed); }

}  // namespace hd
