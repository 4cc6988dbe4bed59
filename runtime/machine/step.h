// What a context does when a thread acts for it: one step at a time, with safepoints between bytecodes.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Called by the thread acting for `cx`. Performs one step: serves the inbox and runs one ready tasklet. Returns false
/// if there was nothing to do.
bool step(Context* cx);
/// Called by the thread acting for `cx`. Returns true if there is something for `step` to do.
bool has_work(const Context* cx);

}  // namespace hd
