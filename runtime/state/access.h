// Bookkeeping of other contexts' operations on this context's objects, and of its own on theirs. Used by routing/. The
// atomics are hints, except for `HoldState::holder`; everything else is touched only by the thread acting for the
// context.
#pragma once
#include <atomic>
#include <cstdint>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

struct MethodCall;

/// Claims that are kept after an operation: routing/hold.h.
struct HoldState {
  alignas(64) std::atomic<Context*> holder{nullptr};  // the context that keeps its claim on this one
  std::atomic<bool> thread_wants{false};              // a thread waits to act for this context
  alignas(64) Context* held = nullptr;                // the parked context whose claim this one keeps
  Context* left = nullptr;                            // the one that it let go of for the present operation, or null
  std::vector<Object*> borrowed;                      // objects of `held` that this context owns until it lets go
  // Of this context, while it is held:
  std::uint32_t held_for = 0;      // operations so far
  std::uint32_t hold_after = 0;    // operations in place until a claim on this context may be kept again
  std::uint32_t hold_backoff = 0;  // next value of hold_after: doubles when holding keeps others away for little
};

/// Leases: routing/lease.h.
struct LeaseState {
  std::atomic<bool> expired{false};  // a hint for claimers and holders
  bool active = false;               // read and written by the thread acting for the context
  std::uint32_t served = 0;          // requests of others since `since`
  std::uint64_t requesters = 0;      // who sent them: a bit for each id, modulo 64
  std::int64_t since = 0;            // nanoseconds
  std::int64_t next = 0;             // earliest time
};

/// Turns with a context's objects: routing/turn.h.
struct TurnState {
  alignas(64) std::atomic<const Context*> next{nullptr};  // the context that has the next turn, ...
  std::atomic<std::int64_t> next_until{0};                // ... unless it has not come by then
  // The current turn, of a holder or of this context itself:
  alignas(64) std::atomic<bool> closed{false};  // operations of others wait until it is over. Read by any thread
  std::int64_t began = 0;                       // in nanoseconds of the isolate's clock
  std::uint32_t began_at = 0;                   // `held_for` then
  std::vector<MethodCall*> waiting;             // in order of arrival
  LeaseState lease;

  /// For the acting thread, which alone closes it; for others a hint.
  bool is_closed() const { return closed.load(std::memory_order_relaxed); }
};

/// Consecutive operations of one foreign context on an object of this one.
struct Use {
  const Object* object = nullptr;
  const Context* user = nullptr;
  std::uint32_t count = 0, writes = 0;
};
constexpr std::size_t uses_noted = 8;

/// How others use this context's objects: routing/use.h, routing/sharing.h.
struct UseState {
  Use uses[uses_noted];         // indexed by the object's address
  int eagerness = 0;            // the number of reads that makes an object read-shared is halved this often
  std::uint32_t reads = 0;      // served for others since the eagerness was last reconsidered or an object was written
  std::int64_t taken_back = 0;  // when an object was last taken back, in nanoseconds
  std::int64_t take_back_time = 0;  // nanoseconds that a take-back takes, on average
  std::uint32_t strays = 0;         // writes for which others let go of another home, since an object was attracted
};

}  // namespace hd
