#include "runtime/routing/use.h"

#include <vector>

#include "runtime/observe/tally.h"
#include "runtime/routing/claim.h"
#include "runtime/routing/move.h"
#include "runtime/routing/sharing.h"
#include "runtime/state/context.h"

namespace hd {

namespace {

// An object that is mostly read is better read-shared; but one that was read so often and is not shared will not be
// soon.
constexpr std::uint32_t least_writes = 32, enough_reads = 8;  // one operation in this many; times `borrow_after`
// Strays that cost about as much as a move that turns out to be wrong. A request costs a switch of tasklets, and often
// a sleep; a stray in place two claims.
constexpr std::uint32_t few_strays = 2, many_strays = 16;

/// Called by the thread acting for both, in a turn of `user`.
void borrow(Context* home, Context* user, Object* object) {
  move_now(home, user, object);
  user->hold.borrowed.push_back(object);
  if (observes(home)) tally_object_begin(home, object, Deed::borrowed);
}

}  // namespace

void offer_move(Context* home, Context* user, Object* object, Use& use) {
  const bool contested = home->turn.is_closed();
  const std::uint64_t enough = contested ? std::uint64_t{borrow_after} << weight_of(object)
                                         : std::uint64_t{home->isolate->move_after} << exponent_of(object);
  if (use.count < enough) return;
  if (contested && use.writes < use.count / least_writes && use.count < enough * enough_reads) return;
  use = {};
  if (object->owner() != home->id || user->finished || !may_move(home, object)) return;
  if (contested) return borrow(home, user, object);
  const std::int64_t begin = observes(home) ? now(home->isolate) : 0;
  move_now(home, user, object);
  if (begin) tally_object(home, object, Deed::moved, begin);
  back_off(object);
}

void attract(Context* home, Object* object, Context* place, bool sent) {
  const std::uint32_t enough = (sent ? few_strays : many_strays) << exponent_of(object);
  if (++home->use.strays < enough || place->id >= home->id) return;
  if (object->owner() != home->id || !may_move(home, object)) return;
  const bool acts = place == home->hold.held;
  if (!acts && !place->actor.claim()) return;
  if (!place->finished) {
    home->use.strays = 0;
    const std::int64_t begin = observes(home) ? now(home->isolate) : 0;
    move_now(home, place, object);
    if (begin) tally_object(home, object, Deed::moved, begin);
    back_off(object);
  }
  if (acts) return;
  place->actor.release();
  notify(place, false);  // not finish_claim, which would recurse: requests for `place` may attract in turn
}

void return_borrowed(Context* user, Context* home) {
  const std::vector<Object*> borrowed = std::exchange(user->hold.borrowed, {});
  for (Object* object : borrowed) {
    if (observes(home)) tally_object_end(home, object, Deed::borrowed);
    if (object->owner() == user->id && may_move(user, object)) move_now(user, home, object);
  }
}

}  // namespace hd
