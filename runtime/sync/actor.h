// Which thread acts for a context: at most one OS thread at a time. One word holds the state; a thread that sleeps
// until the context has work uses the same word as its futex.
//
//   running --park--> parked --claim--> served --release--> parked
//      ^                |                  |
//      +----unpark------+                  |
//      +---hand_over, take_up--------------+
//
// `running`: a worker executes the context. `parked`: no thread acts for it; a thread that wants something from it
// claims it and serves its inbox in place. `served`: claimed. A thread may stay with the context that it parked (it
// *attends*): it watches for a while, then sleeps if it has an alarm to wait for. Without an attending thread, a
// context that has ready work waits in the queue of worker/pool.h. A watching thread picks up replies and the like by
// itself, so no wake-up is needed.
//
// The pair that must not be weakened: a pusher exchanges the inbox's head, then reads this word; a thread that stops
// acting writes this word, then checks the inbox. All four are sequentially consistent, so one of the two sees the
// other (claim.pml). Leaving with release and entering with acquire hands over everything the context holds. Every
// change is a read-modify-write, so a release sequence carries on what its first change released.
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
    bool watching;  // a thread spins on the parked context and will see what was pushed before this load
  };
  /// Sequentially consistent: follows the pusher's exchange; partners: park, release, stop_watching. It also acquires,
  /// for a thread that finds that the context was handed over to it.
  Look look() const {
    const std::uint32_t word = word_.load(std::memory_order_seq_cst);
    return {static_cast<State>(word & state_mask), (word & watching) != 0};
  }
  State state() const { return look().state; }

  /// Called by any thread. Returns true if the caller now acts for the context, until `release` or `hand_over`.
  /// Acquire: what the context holds; partners: park, release.
  bool claim() { return change(parked, served, 0, 0, std::memory_order_acquire); }
  /// Called by the attending thread. Returns true if it acts again; false if another thread serves the context, or it
  /// was handed over to this thread. Acquire: what claimers changed meanwhile; partner: release.
  bool unpark() { return change(parked, running, watching | asleep | attended, 0, std::memory_order_acquire); }
  /// What a thread does after parking a context.
  enum class Then : std::uint32_t { leave, attend, watch };
  /// Called by the acting thread. Sequentially consistent: precedes its check of the inbox; partner: look. Releases to
  /// claim.
  void park(Then then) {
    change(running, parked, 0,
           then == Then::leave    ? 0
           : then == Then::attend ? attended
                                  : attended | watching,
           std::memory_order_seq_cst);
  }
  /// Called by the watching thread, which stops watching but still attends. Sequentially consistent: precedes its last
  /// check of the inbox; partner: look, whose caller leaves a push to this thread if it sees `watching`.
  void stop_watching() { word_.fetch_and(~watching, std::memory_order_seq_cst); }
  /// Called by the attending thread, which leaves the context. Returns false if the context was handed over to it
  /// first, so that it now acts. Acquire for that case; partner: hand_over.
  bool leave() {
    std::uint32_t word = word_.load(std::memory_order_acquire);
    while ((word & state_mask) != running)
      // Success is relaxed: park has already released what the context holds.
      if (word_.compare_exchange_weak(word, word & ~(attended | watching), std::memory_order_relaxed,
                                      std::memory_order_acquire))
        return true;
    return false;
  }
  /// Called by the claimer. Sequentially consistent: precedes its check of the inbox; partner: look. Releases to claim
  /// and unpark.
  void release() { word_.fetch_sub(served - parked, std::memory_order_seq_cst); }
  /// Called by the claimer of a context that no thread attends: it becomes the acting thread. Relaxed: it already has
  /// what the context holds, and no other thread takes it until park.
  void take_up() { word_.fetch_sub(served - running, std::memory_order_relaxed); }
  /// Called by the claimer: the attending thread acts from now on. Returns false if there is none; the caller then
  /// still holds the claim.
  bool hand_over() {
    // Relaxed: the exchange decides. Only the acting thread sets `attended`, so the claim has made it visible.
    std::uint32_t before = word_.load(std::memory_order_relaxed);
    do {
      if (!(before & attended)) return false;
      // Release: what the context holds; partners: look, and the failing exchange in leave.
    } while (!word_.compare_exchange_weak(before, (before & ~(state_mask | attended | watching | asleep)) | running,
                                          std::memory_order_release, std::memory_order_relaxed));
    if (before & asleep) wake();
    return true;
  }
  /// Returns true if a thread attends the parked context and watches its word. Relaxed: callers ask after a nudge,
  /// which this load cannot precede.
  bool is_attended() const { return (word_.load(std::memory_order_relaxed) & attended) != 0; }

  /// Called by any thread, also in signal handlers: makes the sleeper check again whether it has work.
  void nudge();
  /// Called by the attending thread: sleeps until the context is handed over, a nudge comes, or `nanoseconds` have
  /// passed (negative: no limit). May return early. `still` is evaluated after the word was read.
  template <class Still>
  void sleep(std::int64_t nanoseconds, Still still) {
    // Acquire: `still` sees what was written before a nudge that this load sees; a later nudge changes the word.
    // Partner: nudge.
    std::uint32_t seen = word_.load(std::memory_order_acquire);
    if ((seen & state_mask) == running || !still()) return;
    // Relaxed: fails if the word has changed since, and publishes nothing.
    if (!word_.compare_exchange_strong(seen, seen | asleep, std::memory_order_relaxed, std::memory_order_relaxed))
      return;
    wait(seen | asleep, nanoseconds);
    word_.fetch_and(~asleep, std::memory_order_relaxed);  // the caller rereads the word
  }

 private:
  static constexpr std::uint32_t state_mask = 3, asleep = 4, watching = 8, attended = 16;
  static constexpr std::uint32_t nudge_step = 32;  // the bits above count nudges
  /// The caller chooses the order for success. Relaxed on failure: the exchange decides, and a thread that finds
  /// another state acquires nothing; a thread always sees its own changes of the word.
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
