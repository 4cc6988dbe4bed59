#include "runtime/routing/hold.h"

#include <algorithm>
#include <utility>

#include "runtime/routing/claim.h"
#include "runtime/routing/sharing.h"

namespace hd {

namespace {

/// Operations in a row after which keeping the claim has paid.
constexpr std::uint32_t worthwhile = 1024;
constexpr std::uint32_t least_backoff = 16, most_backoff = 1 << 16;

}  // namespace

void hold(Context* cx, Context* home) {
  if (home->hold_after > 0) {
    --home->hold_after;
    return finish_claim(home);
  }
  if (cx->isolate->gc_stress || !home->ready.empty() || !home->take_backs.empty() || !home->inbox.drained())
    return finish_claim(home);
  cx->held = home;
  home->held_for = 0;
  home->poll.store(0, std::memory_order_seq_cst);     // of wishes that are fulfilled
  home->holder.store(cx, std::memory_order_seq_cst);  // before the look; partner: ask_holder
  if (!home->inbox.untouched() || home->poll.load(std::memory_order_seq_cst)) let_go_slow(cx);
}

void let_go_slow(Context* cx) {
  Context* home = std::exchange(cx->held, nullptr);
  home->holder.store(nullptr, std::memory_order_relaxed);  // the claim is what counts
  const bool others_asked =
      home->poll.load(std::memory_order_relaxed) && !home->wants_back.load(std::memory_order_relaxed);  // hints
  if (others_asked)
    home->hold_after = home->hold_backoff = std::clamp(2 * home->hold_backoff, least_backoff, most_backoff);
  else if (home->held_for >= worthwhile)
    home->hold_backoff /= 2;
  pass_safepoint(home);  // it is parked; who waits for that could hardly claim it meanwhile
  finish_claim(home);
}

}  // namespace hd
