// Tells whether every context has passed a safepoint since a given moment. This is the handshake of a take-back, and of
// reusing memory that other contexts may still read.
//
// A context reads other contexts' objects in place only between two safepoints. A thread that must wait until no
// context reads what it is about to change begins an epoch; each context reports, at its next safepoint, the epoch it
// sees there. A context for which no thread acts reads nothing: the waiting thread claims it and reports for it.
//
// Who may call: `begin`, `now`, `reached`: any thread; `pass`, `report`: the thread acting for the context.
// Information flows both ways. Forward, from `begin` to `pass`: what the beginner wrote, such as the mark that keeps
// readers out, so that no read after the safepoint misses it. Back, from `pass` or `report` to `reached`: the end of
// the reads before the safepoint, so that none of them sees what the waiting thread writes afterwards.
#pragma once
#include <cstdint>

#include "runtime/abi/atomic.h"

namespace hd {

class Epoch {
 public:
  /// Returns the epoch that other contexts must reach. Release: publishes what was written before; partner: now. If
  /// relaxed, a context could report the epoch and still read by an older owner word.
  std::uint64_t begin() { return number_.fetch_add(1, std::memory_order_release) + 1; }
  /// Acquire: what was written before this epoch began; partner: begin.
  std::uint64_t now() const { return number_.load(std::memory_order_acquire); }

 private:
  Atomic<std::uint64_t> number_{0};
};

/// The last epoch that a context has reported.
class SeenEpoch {
 public:
  /// Called at a safepoint: all earlier reads in place have ended.
  void pass(const Epoch& epoch) {
    const std::uint64_t now = epoch.now();
    // Relaxed: written only by threads acting for the context, one at a time.
    if (seen_.load(std::memory_order_relaxed) < now) report(now);
  }
  /// The context is reading nothing now. Release: the end of its reads, or of those that the caller's claim made
  /// visible; partner: reached. If relaxed, a read before the handshake could see a write after it.
  void report(std::uint64_t epoch) { seen_.store(epoch, std::memory_order_release); }
  /// Acquire: the end of the reads; partner: report.
  bool reached(std::uint64_t epoch) const { return seen_.load(std::memory_order_acquire) >= epoch; }

 private:
  Atomic<std::uint64_t> seen_{0};
};

/// Returns true if the context has reached the epoch, or if no thread acts for it. In the latter case this claims the
/// context, which makes the end of its reads visible, reports for it, and calls `finish` to give up the claim. Returns
/// false if a thread acts for it and has not passed a safepoint.
template <class Actor, class Finish>
bool reaches(SeenEpoch& seen, Actor& actor, std::uint64_t epoch, Finish finish) {
  if (seen.reached(epoch)) return true;
  if (!actor.claim()) return false;
  seen.report(epoch);
  finish();
  return true;
}

}  // namespace hd
