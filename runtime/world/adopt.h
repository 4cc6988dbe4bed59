// Adoption: a finished context's heap becomes part of another context's. Model: adopt.pml.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// The world is stopped and drained, and all heaps have just been traced (`Heap::is_marked` tells what is reachable);
/// `from` is over. What is reachable of its objects belongs to `to`, which collects soon; `from` is left empty.
void adopt(Context* to, Context* from);

}  // namespace hd
