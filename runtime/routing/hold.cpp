#include "runtime/routing/hold.h"

#include <algorithm>
#include <utility>

#include "runtime/code/suspend.h"
#include "runtime/observe/tally.h"
#include "runtime/routing/claim.h"
#include "runtime/routing/request.h"
#include "runtime/routing/sharing.h"
#include "runtime/routing/turn.h"
#include "runtime/routing/use.h"
#include "runtime/state/context.h"

namespace hd {

namespace {

/// Consecutive operations after which keeping the claim has paid off.
constexpr std::uint32_t worthwhile = 1024;
constexpr std::uint32_t least_backoff = 16, most_backoff = 1 << 16;
/// Nanoseconds between two operations: about the cost of claiming a home that another processor has just left.
constexpr std::int64_t dense = 800;
constexpr std::int64_t probation = 5'000;  // nanoseconds, before density is judged

bool is_new(const Context* home, std::int64_t time) { return time - home->turn.began < probation; }

/// Returns true if the holder has worked on `home` densely since its turn, or its hold, began. What it does to borrowed
/// objects is not counted, but it has borrowed them because of that.
bool is_dense(const Context* holder, const Context* home, std::int64_t time) {
  if (!holder->hold.borrowed.empty()) return true;
  const std::int64_t length = time - home->turn.began;
  return is_new(home, time) || (home->hold.held_for - home->turn.began_at) * dense >= length;
}

/// Returns true if a thread has to act for `home` itself.
bool is_needed(const Context* home) {
  return !home->schedule.ready.empty() || !home->requests.take_backs.empty() ||
         home->hold.thread_wants.load(std::memory_order_relaxed) ||   // hints, as are the next ones: each comes
         home->work.wants_thread.load(std::memory_order_relaxed) ||   // with a poll, and the one who wants it
         home->turn.lease.expired.load(std::memory_order_relaxed) ||  // asks again
         home->isolate->stopping.load(std::memory_order_relaxed) != nullptr;
}

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
  if (observes(home)) tally_home_begin(home, Deed::held);
  home->hold.held_for = home->turn.began_at = 0;
  home->turn.began = now(cx->isolate);
  home->hold.thread_wants.store(false, std::memory_order_relaxed);  // a hint; a thread that waits repeats it
  home->poll.clear();                                               // what was asked for has been done
  home->hold.holder.store(cx, std::memory_order_seq_cst);           // before the check below; partner: ask_holder
  if (!home->inbox.untouched() || home->poll.look()) look_after_held(cx);
}

bool keeps_turn(Context* cx, Context* home) {
  if (is_needed(home)) return false;
  const std::int64_t time = now(cx->isolate);
  if (!is_dense(cx, home, time)) return false;
  if (home->turn.is_closed())
    return time - home->turn.began < length_of_turn(home->isolate, std::ssize(home->turn.waiting));
  begin_turn(home, time);
  want_beat(cx);  // to look at the clock
  return true;
}

void settle_in(Context* cx, Context* home) {
  if (!home->turn.lease.active || home->turn.is_closed() || !is_dense(cx, home, now(cx->isolate))) return;
  begin_turn(home, home->turn.began);
  want_beat(cx);  // to look at the clock
}

void look_after_held(Context* cx) {
  Context* home = cx->hold.held;
  const bool wanted = home->poll.is_set() || !home->inbox.untouched();
  if (!wanted && cx->isolate->simulated) return;  // there every safepoint comes here
  if (!home->poll.is_set() || !keeps_turn(cx, home)) return let_go_slow(cx);
  serve_inbox(home);  // operations wait
  pass_safepoint(home);
  if (!home->schedule.ready.empty()) return let_go_slow(cx);
  if (is_new(home, now(cx->isolate))) cx->poll.ask_self();  // look again soon
}

void let_go_slow(Context* cx) {
  Context* home = std::exchange(cx->hold.held, nullptr);
  if (observes(home)) tally_home_end(home, Deed::held);
  const bool asked = home->poll.is_set();
  const bool fought_for = home->turn.is_closed() && is_dense(cx, home, now(cx->isolate));
  return_borrowed(cx, home);
  home->hold.holder.store(nullptr, std::memory_order_relaxed);  // the claim decides
  if (asked && !fought_for && !is_needed(home))
    home->hold.hold_after = home->hold.hold_backoff =
        std::clamp(2 * home->hold.hold_backoff, least_backoff, most_backoff);
  else if (fought_for || home->hold.held_for >= worthwhile)
    home->hold.hold_backoff /= 2;
  if (home->turn.is_closed()) {
    serve_inbox(home);
    end_turn(home, fought_for);
  }
  pass_safepoint(home);  // a take-back that waits for this one could not claim it while it was held
  finish_claim(home);
}

}  // namespace hd
