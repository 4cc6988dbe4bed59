// Leases: a running context that keeps getting requests parks for a while and lets the others work in place (hold.h),
// which saves several cache misses per request. If they use the lease up, its objects are fought for: from then on
// leases take turns with turns of its own (turn.h), until nobody waits at the end of one. Model: lease.pml.
#pragma once
#include "runtime/state/context.h"

namespace hd {

/// Requests after which a context considers a lease.
constexpr std::uint32_t lease_after = 32;

/// Called by the thread acting for `cx`, which served a request of `from`.
inline void note_requester(Context* cx, const Context* from) {
  ++cx->turn.lease.served;
  cx->turn.lease.requesters |= std::uint64_t{1} << (from->id & 63);
}
inline bool may_lease(const Context* cx) { return cx->turn.is_closed() || cx->turn.lease.served >= lease_after; }
/// Called at a safepoint of `cx`, which runs, if it may lease: parks for a while, in which others work in place, if
/// that pays now.
void consider_lease(Context* cx);

}  // namespace hd
