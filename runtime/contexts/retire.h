// Contexts that have ended and left nothing behind: their heap is freed, their number and structure are used again.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Acting for it: it has ended, and nothing will ever run in it again but requests for objects it left.
bool is_over(const Context* cx);
/// Acting for a finished context, about to leave it: when nobody can hold an object of it, notes it for reuse.
void retire(Context* cx);
/// Acting for `by`: a retired context that nobody can be talking to any more, empty and parked as a new one; or null.
Context* reuse_context(Context* by);

}  // namespace hd
