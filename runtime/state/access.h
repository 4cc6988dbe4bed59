// What a context remembers of the others' operations on its objects, and of its own on theirs. Folder: routing/. The
// atomics are hints but for `HoldState::holder`; everything else only the thread that acts for the context.
#pragma once
#include <atomic>
#include <cstdint>

#include "runtime/abi/layout.h"

namespace hd {

/// Claims that stay: routing/hold.h.
struct HoldState {
  alignas(64) std::atomic<Context*> holder{nullptr};  // keeps its claim of this context
  alignas(64) Context* held = nullptr;                // a parked context whose claim this one keeps
  std::uint32_t held_for = 0;                         // operations, by the claim that is kept
  std::uint32_t hold_after = 0;    // so many operations in place may a claim of this context be kept again,
  std::uint32_t hold_backoff = 0;  // which doubles when others want it
};

/// A context's thread has stopped so that another context may work on its objects; that one needs it no longer.
enum class Lease : std::uint8_t { none, open, done };

/// Requests served in a row for one and the same context before the first lease; and after one that was used up.
constexpr std::uint32_t first_lease_after = 32, lease_again_after = 2;

/// Leases: routing/lease.h.
struct LeaseState {
  std::atomic<bool> lease_expired{false};
  Lease lease = Lease::none;                // who may work while it is parked
  const Context* last_requester = nullptr;  // whose request was served last
  std::uint32_t served_in_a_row = 0;        // for it
  std::uint32_t lease_after = first_lease_after;
  std::int64_t next_lease = 0;  // time
};

/// Operations of one foreign context in a row on an object of this one.
struct Use {
  const Object* object = nullptr;
  const Context* user = nullptr;
  std::uint32_t count = 0, writes = 0;
};
constexpr std::size_t uses_noted = 8;

/// Moves and turns: routing/turn.h.
struct TurnState {
  alignas(64) std::atomic<const Object*> turn_with{nullptr};  // it has a turn with this object,
  std::atomic<std::int64_t> own_until{0};                     // until this time
  alignas(64) std::int64_t turn_seen = 0;                     // end of the other's turn in which it sent
  std::uint32_t sent_in_turn = 0;                             // so many requests
  Use uses[uses_noted];                                       // by the object's address
};

}  // namespace hd
