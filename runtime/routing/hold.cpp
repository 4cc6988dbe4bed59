#include "runtime/routing/hold.h"

#include <algorithm>
#include <utility>

#include "runtime/routing/claim.h"
#include "runtime/routing/sharing.h"
#include "runtime/state/context.h"

namespace hd {

namespace {

/// Consecutive operations after which keeping the claim has paid off.
constexpr std::uint32_t worthwhile = 1024;
constexpr std::uint32_t least_backoff = 16, most_backoff = 1 << 16;

}  // namespace

void hold(Context* cx, Context* home) {
  if (home->hold.hold_after > 0) {
    --home->hold.hold_after;
    return finish_claim(home);
  }
  if (cx->isolate->gc_stress || !home->schedule.ready.empty() || !home->requests.take_backs.empty() ||
      !home->inbox.drained())
    return finish_claim(home);
  cx->hold.held = home;
  home->hold.held_for = 0;
  home->poll.clear();                                      // what was asked for has been done
  home->hold.holder.store(cx, std::memory_order_seq_cst);  // before the check below; partner: ask_holder
  if (!home->inbox.untouched() || home->poll.look()) let_go_slow(cx);
}

void let_go_slow(Context* cx) {
  Context* home = std::exchange(cx->hold.held, nullptr);
  home->hold.holder.store(nullptr, std::memory_order_relaxed);  // the claim decides
  const bool others_asked = home->poll.is_set() && !home->lease.lease_expired.load(std::memory_order_relaxed);  // hints
  if (others_asked)
    home->hold.hold_after = home->hold.hold_backoff =
        std::clamp(2 * home->hold.hold_backoff, least_backoff, most_backoff);
  else if (home->hold.held_for >= worthwhile)
    home->hold.hold_backoff /= 2;
  pass_safepoint(home);  // a take-back that waits for this one could not claim it while it was held
  finish_claim(home);
}

}  // namespace hd
