// The heartbeat: a thousand beats a second, only while a context wants them. It ends time slices, makes contexts check
// their timers and descriptors, and gives contexts whose thread is outside to a spare worker.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct Isolate;

/// Notes that the context wants beats, and ensures that the heart beats. Called by the thread acting for the context,
/// or holding its claim.
void start_beats(Context* cx);
/// Starts the heartbeat thread if there is none.
void ensure_heart(Isolate* isolate);
/// Makes the heart, if there is one, beat soon. Any thread, signal handlers too.
void rouse_heart();
/// Has the next beat find a worker for the context, for which no thread acts. Any thread, signal handlers too.
void want_thread(Context* cx);

}  // namespace hd
