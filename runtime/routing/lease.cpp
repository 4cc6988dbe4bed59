#include "runtime/routing/lease.h"

#include "runtime/routing/hold.h"
#include "runtime/routing/turn.h"
#include "runtime/state/context.h"
#include "runtime/state/executor.h"

namespace hd {

namespace {

constexpr int patience = 200;  // polls without seeing a claim

}  // namespace

void lease(Context* cx) {
  cx->lease.served_in_a_row = 0;
  const std::int64_t begin = now(cx->isolate);
  if (cx->isolate->simulated || cx->isolate->gc_stress || begin < cx->lease.next_lease) return;
  if (cx->isolate->executor->processors_are_short()) return;  // polling would take the time that the requester needs
  cx->lease.lease = Lease::open;
  cx->actor.park(Actor::Then::attend);  // this thread runs the tasklets that a claimer makes ready
  int unclaimed = 0;
  for (int looks = 0;; ++looks) {
    const Actor::State state = cx->actor.state();
    if (state == Actor::running) break;  // handed over
    unclaimed = state == Actor::parked ? unclaimed + 1 : 0;
    const bool over = cx->lease.lease_expired.load(std::memory_order_relaxed);  // set here or by the claimer
    if ((over || unclaimed > patience) && cx->actor.unpark()) break;
    if (!over && looks % 16 == 15 && now(cx->isolate) - begin > slice_nanoseconds)
      cx->lease.lease_expired.store(true, std::memory_order_relaxed);  // a hint: choose_access stops claiming `cx`, ...
    if (over) ask_holder(cx);                                          // ... and a holder lets go
    relax();
  }
  // Relaxed: acting again has made visible what claimers wrote.
  const bool used_up = cx->lease.lease_expired.load(std::memory_order_relaxed) && cx->lease.lease != Lease::done;
  cx->lease.lease_after = used_up ? lease_again_after : first_lease_after;
  cx->lease.lease_expired.store(false, std::memory_order_relaxed);  // a hint for others
  cx->lease.lease = Lease::none;
  const std::int64_t end = now(cx->isolate);
  cx->lease.next_lease = end + (end - begin);
}

}  // namespace hd
