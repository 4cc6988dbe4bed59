// Has every context passed a safepoint since? The hand-shake of a take-back, and of reusing what others may still read.
//
// A context reads other contexts' objects in place only between two safepoints. A thread that must wait until nobody
// reads what it is about to change begins an epoch; each context reports, at its next safepoint, the epoch it sees
// there. Contexts that nobody acts for read nothing: the waiting thread claims such a one and reports for it.
//
// Who may call: `begin`, `now`, `reached` any thread; `pass`, `report` the thread that acts for the context.
// Two things travel. Forward, from `begin` to `pass`: what the beginner wrote, such as the mark that readers have to
// stay out, so that no read after the safepoint misses it. Back, from `pass` or `report` to `reached`: the end of the
// reads before the safepoint, so that none of them can see what the waiting thread writes afterwards.
#pragma once
#include <cstdint>

#include "runtime/abi/atomic.h"

namespace hd {

class Epoch {
 public:
  /// Returns the epoch that others have to reach. Release: what was written before; partner: now. Relaxed, a context
  /// could report the epoch and yet read by an older owner word.
  std::uint64_t begin() { return number_.fetch_add(1, std::memory_order_release) + 1; }
  /// Acquire: what was written before that epoch began; partner: begin.
  std::uint64_t now() const { return number_.load(std::memory_order_acquire); }

 private:
  Atomic<std::uint64_t> number_{0};
};

/// The last epoch that a context has reported.
class SeenEpoch {
 public:
  /// At a safepoint: nothing that was read before is being read still.
  void pass(const Epoch& epoch) {
    const std::uint64_t now = epoch.now();
    // Relaxed: written by threads that act for the context only, one after the other.
    if (seen_.load(std::memory_order_relaxed) < now) report(now);
  }
  /// The context reads nothing now. Release: the end of its reads, or of those that the caller's claim has seen;
  /// partner: reached. Relaxed, a write after the hand-shake could be seen by a read before it.
  void report(std::uint64_t epoch) { seen_.store(epoch, std::memory_order_release); }
  /// Acquire: the end of the reads; partner: report.
  bool reached(std::uint64_t epoch) const { return seen_.load(std::memory_order_acquire) >= epoch; }

 private:
  Atomic<std::uint64_t> seen_{0};
};

/// Has the context reached the epoch, or does nobody act for it? In that case it is claimed, which shows the end of its
/// reads, and reported for; `finish` then gives the claim up. False: somebody acts, and has not passed a safepoint.
template <class Actor, class Finish>
bool reaches(SeenEpoch& seen, Actor& actor, std::uint64_t epoch, Finish finish) {
  if (seen.reached(epoch)) return true;
  if (!actor.claim()) return false;
  seen.report(epoch);
  finish();
  return true;
}

}  // namespace hd
