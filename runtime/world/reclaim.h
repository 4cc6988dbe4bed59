// What contexts left behind. An exported object is a root of its home; now and then, with the world stopped, a trace of
// all heaps tells which exports are still held elsewhere. A finished context whose objects are needed is adopted: its
// heap is merged into another context's. One that left nothing is used again.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// At a safepoint of `cx`: stops the world, if nobody else does, and finds out which exports are held; adopts finished
/// contexts into `cx`. How often is bounded by what was left the last time.
void reclaim_exports(Context* cx);

}  // namespace hd
