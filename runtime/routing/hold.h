// Claims that are kept. A context that has just worked on an object of a parked one is likely to do so again: it keeps
// the claim, and the next operation costs no atomic instruction. It lets go at its next safepoint when another thread
// wants the home, when its own tasklet stops running, or when it works on another home. A home that others ask for is
// held ever more rarely (exponential backoff). Biased locking (Kawachiya et al., OOPSLA 2002) makes the same bet; here
// revocation is a poll. Model: hold.pml.
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
/// Operations that the holder of a leased context may perform before it yields to others.
constexpr std::uint32_t undisturbed = 32;
/// Returns true if the holder must let go of `home`. Called by the holder after an operation in place.
inline bool is_wanted(Context* home) {
  ++home->hold.held_for;
  if (home->lease.lease == Lease::open && home->hold.held_for < undisturbed) return false;
  return home->poll.is_set() || !home->schedule.ready.empty() || !home->requests.take_backs.empty();
}
/// Makes the holder of `home`, if any, let go soon. Called by a thread that finds `home` claimed and wants to act for
/// it, or has left work for it. Sequentially consistent: the poll word is set before the holder is read, and the
/// partner, `hold`, stores the holder before it reads the poll word, so one of them sees the other.
inline void ask_holder(Context* home) {
  home->poll.ask();
  if (Context* holder = home->hold.holder.load(std::memory_order_seq_cst)) holder->poll.ask();
}

}  // namespace hd
