// A collection of one context's garbage, recorded for the observers.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Called by the thread acting for `cx`, at a safepoint or with no tasklet running.
void collect(Context* cx);

}  // namespace hd
