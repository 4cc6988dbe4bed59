// The heartbeat: a thousand times a second, only while a context wants it. It ends time slices, makes contexts look at
// their timers and descriptors, and gives contexts whose thread is outside to a spare worker.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct Isolate;

/// Acting for the context, or holding a claim: it wants beats, and the heart beats.
void start_beats(Context* cx);
/// There is a heart to be roused.
void ensure_heart(Isolate* isolate);
/// Where there is a heart, it beats soon. Any thread, signal handlers too.
void rouse_heart();
/// The next beat finds a worker for the context, in which nobody acts. Any thread, signal handlers too.
void want_thread(Context* cx);

}  // namespace hd
