// When objects move by themselves, and turns with objects that several contexts compete for.
//
// By the ski rental rule (Karlin et al., Algorithmica 1988) an object moves once the operations of another context on
// it have cost about what the move will. A leasing context (lease.h) has work of its own, so its objects move at that
// point; those of an idle context take longer, since all can work in place there, and twice as long after each move.
//
// A context that gets a contended object has a turn with it, a slice of time: the others send a few requests, which are
// served as usual, and postpone further ones until the turn ends; then the context leases again. A context that mostly
// reads is waiting for another one to write, so it gets neither object nor turn.
#pragma once
#include "runtime/state/context.h"

namespace hd {

/// The length of a turn and of a lease.
constexpr std::int64_t slice_nanoseconds = 800'000;

/// Consecutive operations of one context on an object of a leasing context before the object moves: together they cost
/// about as much as moving a small object.
constexpr std::uint32_t quick_move_after = 16;

/// Called by note_use when there is enough `use` to consider a move.
void offer_move(Context* home, Context* user, Object* object, Use& use);
/// Called by the thread acting for both `user` and `home`, after an operation on an object of `home` for `user`.
inline void note_use(Context* home, Context* user, Object* object, bool wrote) {
  const auto address = reinterpret_cast<std::uintptr_t>(object);
  Use& use = home->turn.uses[(address >> 4 ^ address >> 9) % uses_noted];
  if (use.object != object || use.user != user) use = {object, user, 0, 0};
  use.writes += wrote;
  if (HD_UNLIKELY(++use.count >= (home->lease.lease == Lease::open ? quick_move_after : home->isolate->move_after)))
    offer_move(home, user, object, use);
}

/// Called by the thread acting for `cx`, with a request for an object of `home`: the time, by the isolate's clock,
/// until which the request is postponed, or 0.
std::int64_t postponed_until(Context* cx, const Context* home, const Object* object);

}  // namespace hd
