// Adoption: a finished context's heap becomes part of another context's. Model: adopt.pml.
// Called by the thread that has stopped the world.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Gives the reachable objects of `from` to `to`, which collects soon; `from` is left empty. Called when the world is
/// stopped and drained, all heaps have just been traced (`Heap::is_marked` tells what is reachable), and `from` is
/// over.
void adopt(Context* to, Context* from);

}  // namespace hd
