// A collection of one context's garbage, seen by the observers.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Acting for the context, at a safepoint or with nothing running.
void collect(Context* cx);

}  // namespace hd
