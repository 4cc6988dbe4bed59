#include "runtime/routing/turn.h"

#include <utility>
#include <vector>

#include "runtime/observe/tally.h"
#include "runtime/routing/method.h"

namespace hd {

namespace {

/// Long enough for a sleeping thread to wake up.
constexpr std::int64_t reservation = 300'000;

/// Whose turn it is: that of the holder, or the home's own. Relaxed: the thread acting for the home has set the holder.
Deed deed_of(const Context* home) {
  return home->hold.holder.load(std::memory_order_relaxed) ? Deed::turn : Deed::own_turn;
}

}  // namespace

void begin_turn(Context* home, std::int64_t time) {
  home->turn.closed.store(true, std::memory_order_relaxed);  // a hint for other threads
  home->turn.began = time;
  if (observes(home)) tally_home_begin(home, deed_of(home));
  home->turn.began_at = home->hold.held_for;
}

void end_turn(Context* home, bool reserve) {
  if (observes(home) && home->turn.is_closed()) {
    tally_home_end(home, Deed::turn);  // one of the two has begun
    tally_home_end(home, Deed::own_turn);
  }
  home->turn.closed.store(false, std::memory_order_relaxed);  // a hint for other threads
  const std::vector<MethodCall*> calls = std::exchange(home->turn.waiting, {});
  if (reserve && !calls.empty()) {
    // Relaxed: hints, which come true when the context claims the home.
    home->turn.next_until.store(now(home->isolate) + reservation, std::memory_order_relaxed);
    home->turn.next.store(calls.front()->from, std::memory_order_relaxed);  // a hint, as above
  }
  for (MethodCall* call : calls) call->serve(home);
}

}  // namespace hd
