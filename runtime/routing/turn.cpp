#include "runtime/routing/turn.h"

#include <bit>
#include <utility>

#include "runtime/routing/move.h"
#include "runtime/routing/sharing.h"
#include "runtime/state/context.h"

namespace hd {

namespace {

constexpr std::uint64_t light = 2048;      // nanoseconds of moving that `quick_move_after` uses pay for
constexpr std::uint32_t few = 4;           // requests that a context may send in one turn of another
constexpr std::uint32_t turn_over = 1;     // requests after a turn until the next lease
constexpr std::uint32_t least_writes = 8;  // at least one operation in this many

/// Called by the thread acting for `cx`.
void begin_turn(Context* cx, const Object* object) {
  cx->turn.turn_with.store(object, std::memory_order_relaxed);  // hints; partner: postponed_until
  cx->lease.lease_after = turn_over;
  cx->lease.next_lease = now(cx->isolate) + slice_nanoseconds;
  cx->turn.own_until.store(cx->lease.next_lease, std::memory_order_relaxed);  // a hint too
}

/// Called by the thread acting for both: ends the lease, and gives `user` the object for a turn if it writes enough.
void end_lease(Context* home, Context* user, Object* object, const Use& use) {
  home->lease.lease = Lease::done;
  home->lease.lease_expired.store(true, std::memory_order_relaxed);  // by the claimer
  home->poll.ask_self();                                             // read by this thread, which lets go
  if (use.writes < use.count / least_writes) return;
  const std::int64_t begin = now(home->isolate);
  move_now(home, user, object);
  const auto took = static_cast<std::uint64_t>(now(home->isolate) - begin);
  set_weight(object, static_cast<std::uint32_t>(std::bit_width(took / light)));
  begin_turn(user, object);
}

}  // namespace

void offer_move(Context* home, Context* user, Object* object, Use& use) {
  const bool leased = home->lease.lease == Lease::open;
  const std::uint64_t enough = leased ? std::uint64_t{quick_move_after} << weight_of(object)
                                      : std::uint64_t{home->isolate->move_after} << exponent_of(object);
  if (use.count < enough) return;
  const Use used = std::exchange(use, {});
  if (object->owner() != home->id || user->finished || !may_move(home, object)) return;
  if (leased) return end_lease(home, user, object, used);
  move_now(home, user, object);
  back_off(object);
}

std::int64_t postponed_until(Context* cx, const Context* home, const Object* object) {
  if (HD_LIKELY(home->turn.turn_with.load(std::memory_order_relaxed) != object)) return 0;  // hints
  const std::int64_t until = home->turn.own_until.load(std::memory_order_relaxed);  // a stale one ends the wait sooner
  if (cx->turn.turn_seen != until) {
    cx->turn.turn_seen = until;
    cx->turn.sent_in_turn = 0;
  }
  if (++cx->turn.sent_in_turn <= few || until <= now(cx->isolate)) return 0;
  return until;
}

}  // namespace hd
