// Claims that stay. A context that has just worked on an object of a parked one is likely to do so again: it keeps the
// claim, and the next operation costs no atomic instruction. It lets go at its next safepoint when anybody wants
// something of the home, when its own turn ends, or when it works on another home. A home that others ask for
// is held ever more rarely (exponential backoff). Biased locking (Kawachiya et al., OOPSLA 2002) is the same wager;
// here revoking it is a poll. Model: hold.pml.
#pragma once
#include "runtime/state/context.h"

namespace hd {

/// Acting for `cx`, which runs and holds nothing, and holding the claim of `home`: keeps it, if nobody wants anything
/// of `home`, else finishes it.
void hold(Context* cx, Context* home);
/// Acting for `cx`: finishes the claim that it holds, if any.
void let_go_slow(Context* cx);
inline void let_go(Context* cx) {
  if (HD_UNLIKELY(cx->hold.held != nullptr)) let_go_slow(cx);
}
/// Operations by a claim that was leased which others have to wait for.
constexpr std::uint32_t undisturbed = 32;
/// Acting for `cx`, after an operation on the home it holds: does it have to let go?
inline bool is_wanted(Context* home) {
  ++home->hold.held_for;
  if (home->lease.lease == Lease::open && home->hold.held_for < undisturbed) return false;
  return home->poll.is_set() || !home->schedule.ready.empty() || !home->requests.take_backs.empty();
}
/// Any thread that wants to act for `home`, or left something for whoever does, and finds it claimed: a holder lets go
/// soon. Sequentially consistent: it looks after it said that it holds; partner: hold.
inline void ask_holder(Context* home) {
  home->poll.ask();
  if (Context* holder = home->hold.holder.load(std::memory_order_seq_cst)) holder->poll.ask();
}

}  // namespace hd
