// Leases: a running context whose operations one other context wants again and again stops for a while and lets that
// one work in place (hold.h), instead of paying several cache misses for each request. The context's own work gets at
// least as much time as it leased out. An object that is worked on all the time moves instead (turn.h); a lease is for
// many, and at once.
#pragma once
#include "runtime/state/context.h"

namespace hd {

/// Acting for `cx`, which served a request of `from`.
inline void note_requester(Context* cx, const Context* from) {
  cx->lease.served_in_a_row = from == cx->lease.last_requester ? cx->lease.served_in_a_row + 1 : 1;
  cx->lease.last_requester = from;
}
/// At a safepoint of `cx`, which runs: parks for a slice, as long as others work in place.
void lease(Context* cx);

}  // namespace hd
