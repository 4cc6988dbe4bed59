// Who acts for a context: at most one OS thread at a time, by one word that is also the futex of a thread that sleeps
// beside the context.
//
//   running --park--> parked --claim--> served --release--> parked
//      ^                |                  |
//      +----unpark------+                  |
//      +---hand_over, take_up--------------+
//
// `running`: a worker executes the context. `parked`: nobody does; a thread that wants something of it claims it and
// serves its inbox in place. `served`: claimed. A thread may stay beside the context that it parked (it *attends*): it
// watches for a while, and with an alarm to wait for it sleeps there. Else the context has no thread, and what becomes
// ready in it waits in the queue of worker/pool.h. A watching thread takes replies and the like itself, so that nobody
// need wake it.
//
// The pair that must not be weakened: a pusher exchanges the inbox's head, then reads this word; the thread that stops
// acting writes this word, then looks at the inbox. All four are sequentially consistent, so one of the two sees the
// other (claim.pml). Leaving with release and entering with acquire hands over everything the context holds; every
// change is a read-modify-write, so that a chain of them passes on what its first one released.
#pragma once
#include <cstdint>

#include "runtime/abi/atomic.h"

namespace hd {

class Actor {
 public:
  enum State : std::uint32_t { running, parked, served };

  /// What a pusher sees after its push.
  struct Look {
    State state;
    bool watching;  // a thread spins beside the parked context, and will see what was pushed before this look
  };
  /// Sequentially consistent: after the pusher's exchange; partners: park, release, stop_watching. It is acquire too,
  /// for the thread that finds that the context was handed over to it.
  Look look() const {
    const std::uint32_t word = word_.load(std::memory_order_seq_cst);
    return {static_cast<State>(word & state_mask), (word & watching) != 0};
  }
  State state() const { return look().state; }

  /// Any thread. True: the caller acts for the context until `release` or `hand_over`. Acquire: what it holds;
  /// partners: park, release.
  bool claim() { return change(parked, served, 0, 0, std::memory_order_acquire); }
  /// The thread that attends. True: it acts again. False: somebody serves, or it was handed over to this thread.
  /// Acquire: what claimers changed meanwhile; partner: release.
  bool unpark() { return change(parked, running, watching | asleep | attended, 0, std::memory_order_acquire); }
  /// What the thread does that parks a context.
  enum class Then : std::uint32_t { leave, attend, watch };
  /// The acting thread. Sequentially consistent: before its look at the inbox; partner: look. Release to claim.
  void park(Then then) {
    change(running, parked, 0,
           then == Then::leave    ? 0
           : then == Then::attend ? attended
                                  : attended | watching,
           std::memory_order_seq_cst);
  }
  /// The thread that watches: it looks no longer, but attends. Sequentially consistent: before its last look at the
  /// inbox; partner: look, which left a push to this thread if it saw that one watches.
  void stop_watching() { word_.fetch_and(~watching, std::memory_order_seq_cst); }
  /// The thread that attends leaves the context. False: it was handed over to this thread before, which acts. Acquire
  /// for that case; partner: hand_over.
  bool leave() {
    std::uint32_t word = word_.load(std::memory_order_acquire);
    while ((word & state_mask) != running)
      // Success is relaxed: park has released what the context holds.
      if (word_.compare_exchange_weak(word, word & ~(attended | watching), std::memory_order_relaxed,
                                      std::memory_order_acquire))
        return true;
    return false;
  }
  /// The claimer. Sequentially consistent: before its look at the inbox; partner: look. Release to claim and unpark.
  void release() { word_.fetch_sub(served - parked, std::memory_order_seq_cst); }
  /// The claimer of a context that no thread attends goes on as the acting thread. Relaxed: it has what the context
  /// holds, and nobody else takes it until park.
  void take_up() { word_.fetch_sub(served - running, std::memory_order_relaxed); }
  /// The claimer: the thread that attends acts from now on. False: none does, and the claim is still held.
  bool hand_over() {
    // Relaxed: the exchange decides. Only the acting thread sets `attended`, so the claim has seen it.
    std::uint32_t before = word_.load(std::memory_order_relaxed);
    do {
      if (!(before & attended)) return false;
      // Release: what the context holds; partners: look, and leave where it fails.
    } while (!word_.compare_exchange_weak(before, (before & ~(state_mask | attended | watching | asleep)) | running,
                                          std::memory_order_release, std::memory_order_relaxed));
    if (before & asleep) wake();
    return true;
  }
  /// A thread stays beside the parked context, and sees what happens to its word. Relaxed: asked after a nudge, which
  /// this load cannot precede.
  bool is_attended() const { return (word_.load(std::memory_order_relaxed) & attended) != 0; }

  /// Any thread, signal handlers too: the sleeper looks again whether it has work.
  void nudge();
  /// The thread that attends: sleeps until the context is handed over, a nudge comes, or `nanoseconds` passed
  /// (negative: no limit). May return early. `still` is asked after the word was read.
  template <class Still>
  void sleep(std::int64_t nanoseconds, Still still) {
    // Acquire: `still` sees what was written before a nudge that this load sees; a later one changes the word. Partner:
    // nudge.
    std::uint32_t seen = word_.load(std::memory_order_acquire);
    if ((seen & state_mask) == running || !still()) return;
    // Relaxed: fails if anything happened since, and carries nothing.
    if (!word_.compare_exchange_strong(seen, seen | asleep, std::memory_order_relaxed, std::memory_order_relaxed))
      return;
    wait(seen | asleep, nanoseconds);
    word_.fetch_and(~asleep, std::memory_order_relaxed);  // the caller looks at the word again
  }

 private:
  static constexpr std::uint32_t state_mask = 3, asleep = 4, watching = 8, attended = 16;
  static constexpr std::uint32_t nudge_step = 32;  // the bits above count nudges
  /// The order is the caller's. Relaxed where it does not succeed: the exchange decides, and one that finds another
  /// state takes nothing from it; a thread sees its own changes of the word in any case.
  bool change(State from, State to, std::uint32_t clear, std::uint32_t set, Order order) {
    std::uint32_t word = word_.load(std::memory_order_relaxed);
    while ((word & state_mask) == from)
      if (word_.compare_exchange_weak(word, (word & ~(state_mask | clear)) | to | set, order,
                                      std::memory_order_relaxed))
        return true;
    return false;
  }
  void wait(std::uint32_t seen, std::int64_t nanoseconds);
  void wake();

  Atomic<std::uint32_t> word_{parked};
};

}  // namespace hd
