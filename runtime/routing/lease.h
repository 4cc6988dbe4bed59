// Leases: a running context that keeps getting requests from one other context parks for a while and lets that context
// work in place (hold.h), which saves several cache misses per request. The context's own work gets at least as much
// time as it leased out. An object in constant use moves instead (turn.h); a lease covers many objects and takes effect
// at once.
#pragma once
#include "runtime/state/context.h"

namespace hd {

/// Called by the thread acting for `cx`, which served a request of `from`.
inline void note_requester(Context* cx, const Context* from) {
  cx->lease.served_in_a_row = from == cx->lease.last_requester ? cx->lease.served_in_a_row + 1 : 1;
  cx->lease.last_requester = from;
}
/// Called at a safepoint of `cx`, which runs: parks for up to a slice while others work in place.
void lease(Context* cx);

}  // namespace hd
