// Objects that change owner because of how they are used.
//
// By the ski rental rule (Karlin et al., Algorithmica 1988) an object moves once the operations of another context on
// it have cost about what the move will. After each move it takes twice as many.
//
// A context that has its turn with a home (turn.h) borrows the objects that it uses most, and works on them as on its
// own until the turn ends. It returns them then, so that the others find all objects of the home in one place.
//
// Objects of several homes that are used in turn, as in a critical section, come to lie in one: the home that a context
// holds, and has to let go of for a write elsewhere, attracts the object that is written.
#pragma once
#include <algorithm>

#include "runtime/state/context.h"

namespace hd {

/// Consecutive operations in one turn after which a small object is borrowed.
constexpr std::uint32_t borrow_after = 128;

/// Called by note_use when there is enough `use` to consider a move.
void offer_move(Context* home, Context* user, Object* object, Use& use);
/// Called by the thread acting for both `user` and `home`, after an operation on an object of `home` for `user`.
inline void note_use(Context* home, Context* user, Object* object, bool wrote) {
  const auto address = reinterpret_cast<std::uintptr_t>(object);
  Use& use = home->use.uses[(address >> 4 ^ address >> 9) % uses_noted];
  if (use.object != object || use.user != user) use = {object, user, 0, 0};
  use.writes += wrote;
  if (HD_UNLIKELY(++use.count >= (home->turn.is_closed() ? borrow_after : home->isolate->move_after)))
    offer_move(home, user, object, use);
}

/// Called by the thread acting for `home`, after a write to its object for which another context let go of `place`: now
/// and then such an object moves there, if that is the older context (so that objects gather, and do not go back and
/// forth) and parked. `sent`: the operation came as a request.
void attract(Context* home, Object* object, Context* place, bool sent);

/// Called by the thread acting for both: `home` owns again what `user` borrowed.
void return_borrowed(Context* user, Context* home);
/// Returns true if `cx` has borrowed the object.
inline bool is_borrowed(const Context* cx, const Object* object) {
  return std::find(cx->hold.borrowed.begin(), cx->hold.borrowed.end(), object) != cx->hold.borrowed.end();
}

}  // namespace hd
