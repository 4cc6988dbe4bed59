// What a context does when a thread acts for it: one turn, and between two bytecodes the safepoint.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Acting for it. Performs one turn: serves the inbox, runs one ready tasklet. False when there was nothing to do.
bool step(Context* cx);
/// Acting for it: is there something to do for `step`?
bool has_work(const Context* cx);

}  // namespace hd
