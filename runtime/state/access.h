// Bookkeeping of other contexts' operations on this context's objects, and of its own on theirs. Used by routing/. The
// atomics are hints, except for `HoldState::holder`; everything else is touched only by the thread acting for the
// context.
#pragma once
#include <atomic>
#include <cstdint>

#include "runtime/abi/layout.h"

namespace hd {

/// Claims that are kept after an operation: routing/hold.h.
struct HoldState {
  alignas(64) std::atomic<Context*> holder{nullptr};  // the context that keeps its claim on this one
  alignas(64) Context* held = nullptr;                // the parked context whose claim this one keeps
  std::uint32_t held_for = 0;                         // operations so far under the kept claim
  std::uint32_t hold_after = 0;    // operations in place until a claim on this context may be kept again
  std::uint32_t hold_backoff = 0;  // next value of hold_after: doubles when others want the context
};

/// Whether the context's thread has stopped so that another context may work on its objects. `done`: the other context
/// no longer needs it.
enum class Lease : std::uint8_t { none, open, done };

/// Requests served in a row for one context before the first lease, and after a lease that was used up.
constexpr std::uint32_t first_lease_after = 32, lease_again_after = 2;

/// Leases: routing/lease.h.
struct LeaseState {
  std::atomic<bool> lease_expired{false};
  Lease lease = Lease::none;                // whether another context may work while this one is parked
  const Context* last_requester = nullptr;  // context whose request was served last
  std::uint32_t served_in_a_row = 0;        // for `last_requester`
  std::uint32_t lease_after = first_lease_after;
  std::int64_t next_lease = 0;  // earliest time
};

/// Read-sharing: routing/sharing.h.
struct SharingState {
  int eagerness = 0;            // the number of reads that makes an object read-shared is halved this often
  std::uint32_t reads = 0;      // served for others since the eagerness was last reconsidered or an object was written
  std::int64_t taken_back = 0;  // when an object was last taken back, in nanoseconds
};

/// Consecutive operations of one foreign context on an object of this one.
struct Use {
  const Object* object = nullptr;
  const Context* user = nullptr;
  std::uint32_t count = 0, writes = 0;
};
constexpr std::size_t uses_noted = 8;

/// Moves and turns: routing/turn.h.
struct TurnState {
  alignas(64) std::atomic<const Object*> turn_with{nullptr};  // the object it has a turn with
  std::atomic<std::int64_t> own_until{0};                     // end of that turn
  alignas(64) std::int64_t turn_seen = 0;                     // end of the other context's turn in which it last sent
  std::uint32_t sent_in_turn = 0;                             // requests sent in that turn
  Use uses[uses_noted];                                       // indexed by the object's address
};

}  // namespace hd
