// Claims that are kept. A context that has just worked on an object of a parked one is likely to do so again: it keeps
// the claim, and the next operation costs no atomic instruction. It lets go when its own tasklet stops running, or when
// it works on another home. Biased locking (Kawachiya et al., OOPSLA 2002) makes the same bet; here revocation is a
// poll. Model: hold.pml.
//
// When another thread wants the home, it depends on how densely the holder works on it. If there is little other work
// between two operations, giving the claim back and forth costs more than the operations: the holder goes on for a turn
// (turn.h). Otherwise it lets go at once, and claims the home for a number of single operations before it holds it
// again (exponential backoff).
#pragma once
#include "runtime/state/context.h"

namespace hd {

/// Called with `home` claimed, by the thread acting for `cx`, which runs nothing and holds no other context: keeps the
/// claim if no other thread wants `home`, otherwise finishes it.
void hold(Context* cx, Context* home);
/// Called by the thread acting for `cx`: finishes the claim that it holds.
void let_go_slow(Context* cx);
inline void let_go(Context* cx) {
  if (HD_UNLIKELY(cx->hold.held != nullptr)) let_go_slow(cx);
}
/// Called at a safepoint of `cx`, which holds a context: lets go of it unless its turn goes on.
void look_after_held(Context* cx);
/// Returns true if the turn of `cx` with `home`, which is wanted, goes on. Called by the holder.
bool keeps_turn(Context* cx, Context* home);
/// Called by the holder when it has done some operations: in a lease its turn begins if they were dense, since the home
/// itself wants its objects back.
void settle_in(Context* cx, Context* home);
/// Returns true if `cx` must let go of `home`. Called by the holder after an operation in place.
inline bool must_let_go(Context* cx, Context* home) {
  constexpr std::uint32_t often = 64;  // operations between two looks at the clock
  if (HD_UNLIKELY(++home->hold.held_for == often)) settle_in(cx, home);
  const bool has_work = !home->schedule.ready.empty() || !home->requests.take_backs.empty();
  if (HD_LIKELY(!home->poll.is_set() && !has_work)) return false;
  if (home->turn.is_closed() && home->hold.held_for % often != 0 && !has_work) return false;
  return !keeps_turn(cx, home);
}
/// Makes the holder of `home`, if any, check soon whether it must let go. Called by a thread that finds `home` claimed
/// and wants to act for it, or has left work for it. Sequentially consistent: the poll word is set before the holder is
/// read, and the partner, `hold`, stores the holder before it reads the poll word, so one of them sees the other.
inline void ask_holder(Context* home) {
  home->poll.ask();
  if (Context* holder = home->hold.holder.load(std::memory_order_seq_cst)) holder->poll.ask();
}

}  // namespace hd
