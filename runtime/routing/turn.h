// When objects move by themselves, and turns with those that several contexts fight for.
//
// By the rule of ski rental (Karlin et al., Algorithmica 1988) an object moves once the operations of another context
// on it have cost about what the move will. A context that leases (lease.h) works itself, so its objects go as soon as
// that; of one that is idle it takes longer, since everybody can work in place there, and twice as long with each time.
//
// Who got an object that others work on has a turn with it, a slice of time: the others send a few requests, which are
// served as ever, and postpone further ones until its end; then the one whose turn it was leases again. Who mostly
// reads waits for somebody else to write, so it gets neither object nor turn.
#pragma once
#include "runtime/state/context.h"

namespace hd {

/// Of a turn, and of a lease.
constexpr std::int64_t slice_nanoseconds = 800'000;

/// Operations of one context in a row on an object of one that leases, before it moves: together they cost about as
/// much as the move of a small one.
constexpr std::uint32_t quick_move_after = 16;

/// What note_use found: enough of it to think about a move.
void offer_move(Context* home, Context* user, Object* object, Use& use);
/// Acting for `user` and for `home`, which has carried out an operation on its object for it.
inline void note_use(Context* home, Context* user, Object* object, bool wrote) {
  const auto address = reinterpret_cast<std::uintptr_t>(object);
  Use& use = home->turn.uses[(address >> 4 ^ address >> 9) % uses_noted];
  if (use.object != object || use.user != user) use = {object, user, 0, 0};
  use.writes += wrote;
  if (HD_UNLIKELY(++use.count >= (home->lease.lease == Lease::open ? quick_move_after : home->isolate->move_after)))
    offer_move(home, user, object, use);
}

/// Acting for `cx`, with a request for an object of `home`: the time of the isolate's clock before which it had better
/// not be sent, or 0.
std::int64_t postponed_until(Context* cx, const Context* home, const Object* object);

}  // namespace hd
