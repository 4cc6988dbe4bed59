// What contexts left behind. An exported object is a root of its home; now and then, with the world stopped, a trace of
// all heaps tells which exports are still held elsewhere. A finished context whose objects are needed is adopted: its
// heap is merged into another context's. One that left nothing is used again.
#pragma once
#include "runtime/context/context.h"

namespace hd {

/// Those that are not retired. Any thread.
std::size_t contexts_in_use(Isolate* isolate);
/// Acting for `cx`: it exported one more object, or is going to make one more context. When there are many, they are
/// looked through at the next safepoint.
void note_export(Context* cx);
void note_context(Context* cx);
/// At a safepoint of `cx`: stops the world, if nobody else does, and finds out which exports are held; adopts finished
/// contexts into `cx`. How often is bounded by what was left the last time.
void reclaim_exports(Context* cx);

}  // namespace hd
