// Reclaiming what contexts left behind. An exported object is a root of its home; from time to time, with the world
// stopped, a trace of all heaps finds which exports are still held elsewhere. A finished context whose objects are
// needed is adopted: its heap is merged into another context's. A context that left nothing is reused.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Called at a safepoint of `cx`: stops the world, unless another thread does, and finds which exports are held; adopts
/// finished contexts into `cx`. The next reclaim is due when exports or
/// contexts have doubled.
void reclaim_exports(Context* cx);

}  // namespace hd
