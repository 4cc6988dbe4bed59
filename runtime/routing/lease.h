// Leases: a running context whose operations one other context wants again and again stops for a while and lets that
// one work in place (routing/hold.h), instead of paying several cache misses for each request. The context's own work
// gets at least as much time as it leased out. One object that is used all the
// time moves instead (world/move.h); a lease is for many, and at once.
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
/// Acting for `cx`, about to claim `home` or to send it a request: when it has just used up a lease, it lets the home
/// work undisturbed for as long, unless somebody wants something of `cx` meanwhile.
void let_work(Context* cx, const Context* home);
inline void take_turns(Context* cx, const Context* home) {
  if (HD_UNLIKELY(home->tenant.load(std::memory_order_relaxed) == cx)) let_work(cx, home);  // a hint
}
/// At a safepoint of `cx`, which runs: parks for a slice, as long as others work in place.
void lease(Context* cx);

}  // namespace hd
