#include "runtime/routing/lease.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "runtime/code/suspend.h"
#include "runtime/observe/tally.h"
#include "runtime/routing/claim.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/turn.h"
#include "runtime/state/context.h"
#include "runtime/state/executor.h"

namespace hd {

namespace {

// Nanoseconds without a claim after which the lease is not used; the same while a context waits, whose thread may sleep
// deeply.
constexpr std::int64_t usual_patience = 100'000, more_patience = 1'000'000;
constexpr std::int64_t often = 50'000;                // nanoseconds between requests that come often
constexpr std::int64_t spinning = 20'000;             // nanoseconds before the leasing thread sleeps, ...
constexpr std::int64_t around = 200'000;              // ... and around the end: a sleeper comes too late
constexpr std::int64_t nap = 100'000, last = 20'000;  // nanoseconds of sleep; the same, when the lease is over

/// Waits until the lease is over and this thread acts again. Returns true if the lease was used up.
bool wait_for_end(Context* cx, std::int64_t begin, std::int64_t length, std::int64_t patience) {
  std::int64_t used = begin;  // when a claim was last seen
  for (;;) {
    const Actor::State state = cx->actor.state();
    if (state == Actor::running) break;  // handed over
    const std::int64_t time = now(cx->isolate);
    if (state == Actor::served) used = time;
    const bool over = time - begin >= length;
    if (over)
      cx->turn.lease.expired.store(true,
                                   std::memory_order_relaxed);  // a hint: choose_access stops claiming `cx`, ...
    if ((over || time - used >= patience) && cx->actor.unpark()) break;
    if (over) ask_holder(cx);  // ... and a holder lets go
    const std::int64_t left = length - (time - begin);
    const bool is_near = time - begin < spinning || std::abs(left) < around;
    if (is_near && !cx->isolate->executor->processors_are_short())
      relax();
    else
      cx->isolate->executor->nap(cx, left < around ? last : std::min(nap, left - around));
  }
  // Relaxed: acting again has made visible what claimers wrote.
  return cx->turn.lease.expired.load(std::memory_order_relaxed);
}

void lease(Context* cx, std::int64_t begin) {
  const auto others = std::max<std::int64_t>(std::popcount(cx->turn.lease.requesters), std::ssize(cx->turn.waiting));
  const std::int64_t length = length_of_turn(others);
  cx->turn.lease.served = 0;
  cx->turn.lease.requesters = 0;
  const bool expects_one = !cx->turn.waiting.empty();
  cx->turn.lease.active = true;
  end_turn(cx, true);
  if (observes(cx)) tally_home_begin(cx, Deed::leased);
  const bool drained = cx->inbox.drained();
  cx->actor.park(Actor::Then::attend);  // this thread runs the tasklets that a claimer makes ready
  if (!(drained && cx->inbox.untouched()) && cx->actor.claim()) finish_claim(cx);
  const bool used_up = wait_for_end(cx, begin, others * length, expects_one ? more_patience : usual_patience);
  if (observes(cx)) tally_home_end(cx, Deed::leased);
  cx->turn.lease.active = false;
  cx->turn.lease.expired.store(false, std::memory_order_relaxed);  // a hint for others
  const std::int64_t end = now(cx->isolate);
  cx->turn.lease.since = end;
  cx->turn.lease.next = end + (used_up ? length : end - begin);
  if (!used_up) return;
  begin_turn(cx, end);
  want_beat(cx);  // to look at the clock
}

}  // namespace

void consider_lease(Context* cx) {
  if (cx->isolate->simulated) {  // a context that is parked between two turns of the emulator's is as good as leased
    cx->turn.lease.served = 0;
    return;
  }
  if (cx->isolate->gc_stress) return;
  const std::int64_t time = now(cx->isolate);
  if (time < cx->turn.lease.next) return;
  const bool often_asked =
      cx->turn.lease.served >= lease_after && time - cx->turn.lease.since <= cx->turn.lease.served * often;
  if (often_asked || !cx->turn.waiting.empty()) return lease(cx, time);
  cx->turn.lease.served = 0;
  cx->turn.lease.requesters = 0;
  cx->turn.lease.since = time;
  if (cx->turn.is_closed()) end_turn(cx, false);
}

}  // namespace hd
