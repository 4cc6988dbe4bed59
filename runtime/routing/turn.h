// Turns with the objects of a home for which several contexts compete. Like the holder of a lock that hands it over in
// long slices, one context works on the home's objects for a while, at the speed of a single thread, and the operations
// of the others wait in the home until its turn is over. Then they run, and the context that has waited longest has the
// next turn: for a moment the home is reserved for it, so that it can come before the last one returns.
//
// The context with the turn is the holder of the home's claim (hold.h), or the home itself, which then leases
// (lease.h). Turns get shorter the more contexts wait. The hand-over of a contended lock in batches is that of flat
// combining (Hendler et al., SPAA 2010) and of cohort locks (Dice et al., PPoPP 2012).
#pragma once
#include <algorithm>
#include <cstdint>

#include "runtime/state/context.h"

namespace hd {

/// In nanoseconds. `turn_of_all`: about the time in which each waiting context has had its turn.
constexpr std::int64_t longest_turn = 2'400'000, shortest_turn = 300'000, turn_of_all = 2'400'000;
constexpr std::int64_t length_of_turn(std::int64_t waiting) {
  return std::clamp(turn_of_all / std::max<std::int64_t>(waiting, 1), shortest_turn, longest_turn);
}

/// The emulator's turns are shorter, so that it exercises many: one of the longest takes some 200 safepoints.
inline std::int64_t length_of_turn(const Isolate* isolate, std::int64_t waiting) {
  constexpr std::int64_t shorter = 64;
  return length_of_turn(waiting) / (isolate->simulated ? shorter : 1);
}

/// Called by the thread acting for `home`, for the context that has the turn: from now on the operations of others
/// wait.
void begin_turn(Context* home, std::int64_t time);
/// Called by the thread acting for `home`: runs the operations that wait. `reserve`: and gives the next turn to the
/// context that has waited longest.
void end_turn(Context* home, bool reserve);

/// The time, by the isolate's clock, until which `home` is reserved for a context other than `cx`, or 0. A hint. Any
/// thread.
inline std::int64_t reserved_until(const Context* cx, const Context* home) {
  const Context* next = home->turn.next.load(std::memory_order_relaxed);  // a hint
  if (HD_LIKELY(next == nullptr) || next == cx) return 0;
  const std::int64_t until = home->turn.next_until.load(std::memory_order_relaxed);  // a hint
  return now(home->isolate) < until ? until : 0;
}
/// Called by the thread that has claimed `home`.
inline void forget_reservation(Context* home) {
  if (HD_UNLIKELY(home->turn.next.load(std::memory_order_relaxed) != nullptr))  // a hint, as above
    home->turn.next.store(nullptr, std::memory_order_relaxed);                  // a hint, as above
}

}  // namespace hd
