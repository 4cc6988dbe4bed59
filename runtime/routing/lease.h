// Leases: a running context whose operations one other context wants again and again stops for a while and lets that
// one work in place (hold.h), instead of paying several cache misses for each request. The context's own work gets at
// least as much time as it leased out. An object that is worked on all the time moves instead (turn.h); a lease is for
// many, and at once.
#pragma once
#include "runtime/context/context.h"

namespace hd {

/// Requests served in a row for one and the same context before the first lease; and after one that was used up.
constexpr std::uint32_t first_lease_after = 32, lease_again_after = 2;

/// Acting for `cx`, which served a request of `from`.
inline void note_customer(Context* cx, const Context* from) {
  cx->served_in_a_row = from == cx->customer ? cx->served_in_a_row + 1 : 1;
  cx->customer = from;
}
/// At a safepoint of `cx`, which runs: parks for a slice, as long as others work in place.
void lease(Context* cx);

}  // namespace hd
