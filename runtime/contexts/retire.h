// Contexts that have ended and left nothing behind: their heap is freed, their number and structure are reused.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Returns true if the context has ended, and nothing will run in it again but requests for objects it left. Called by
/// the thread acting for it.
bool is_over(const Context* cx);
/// Called by the thread acting for a finished context, before it leaves: if no other context can hold an object of it,
/// notes it for reuse.
void retire(Context* cx);
/// Called by the thread acting for `by`: returns a retired context that no thread can still be using, empty and parked
/// like a new one; null if there is none.
Context* reuse_context(Context* by);

}  // namespace hd
