// Who acts for a context: at most one OS thread at a time, by one word that is also the futex of the thread that
// sleeps for it.
//
//   running --park--> parked --claim--> served --release--> parked
//      ^                |                  |
//      +----unpark------+                  |
//      +------------hand_over--------------+
//
// `running`: a worker executes the context. `parked`: nobody does; whoever wants something of it claims it and serves
// its inbox in place. `served`: claimed. A parked context's thread watches for a while, then sleeps; or it is outside
// in a blocking call, or gone. A watching thread takes replies and the like itself, so that nobody need wake it.
//
// The pair that must not be weakened: a pusher exchanges the inbox's head, then reads this word; whoever stops acting
// writes this word, then looks at the inbox. All four are sequentially consistent, so one of the two sees the other
// (claim.pml). Leaving with release and entering with acquire hands over everything the context holds.
#pragma once
#include <atomic>
#include <cstdint>

namespace hd {

/// In a loop that looks at what another thread writes.
inline void relax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

class Actor {
 public:
  enum State : std::uint32_t { running, parked, served };

  /// What a pusher sees after its push.
  struct Look {
    State state;
    bool watching;  // a thread spins beside the parked context, and will see what was pushed before this look
  };
  Look look() const {
    const std::uint32_t word = word_.load(std::memory_order_seq_cst);
    return {static_cast<State>(word & state_mask), (word & watching) != 0};
  }
  State state() const { return look().state; }

  /// Any thread. True: the caller acts for the context until `release` or `hand_over`.
  bool claim() { return change(parked, served, 0, 0); }
  /// The thread that sleeps for the context or comes back from outside. True: it acts again. False: somebody serves,
  /// or another worker took over.
  bool unpark() { return change(parked, running, watching | asleep, 0); }
  /// The acting worker. `and_watch`: it stays beside the context and looks at word and inbox, until `stop_watching`.
  void park(bool and_watch = false) { change(running, parked, 0, and_watch ? watching : 0); }
  void stop_watching() { word_.fetch_and(~watching, std::memory_order_seq_cst); }
  /// The claimer.
  void release() { word_.fetch_sub(served - parked, std::memory_order_seq_cst); }
  /// The claimer: the context's own thread, which sleeps or watches, or a worker to be started by the caller acts from
  /// now on. True: the thread sleeps, `wake` it.
  bool hand_over() {
    std::uint32_t before = word_.load(std::memory_order_relaxed);  // the compare decides
    while (!word_.compare_exchange_weak(before, (before & ~(state_mask | watching | asleep)) | running,
                                        std::memory_order_seq_cst)) {
    }
    return (before & asleep) != 0;
  }

  /// Any thread, signal handlers too: the sleeper looks again whether it has work.
  void nudge();
  /// The context's own thread, parked: sleeps until the context is handed over, a nudge comes, or `nanoseconds` passed
  /// (negative: no limit). May return early. `still` is asked after the word was read.
  template <class Still>
  void sleep(std::int64_t nanoseconds, Still still) {
    std::uint32_t seen = word_.load(std::memory_order_seq_cst);
    if ((seen & state_mask) == running || !still()) return;
    if (!word_.compare_exchange_strong(seen, seen | asleep, std::memory_order_seq_cst)) return;
    wait(seen | asleep, nanoseconds);
    word_.fetch_and(~asleep, std::memory_order_seq_cst);
  }
  /// After hand_over said so.
  void wake();

 private:
  static constexpr std::uint32_t state_mask = 3, asleep = 4, watching = 8, nudge_step = 16;  // the rest counts nudges
  bool change(State from, State to, std::uint32_t clear, std::uint32_t set) {
    std::uint32_t word = word_.load(std::memory_order_seq_cst);
    while ((word & state_mask) == from)
      if (word_.compare_exchange_weak(word, (word & ~(state_mask | clear)) | to | set, std::memory_order_seq_cst))
        return true;
    return false;
  }
  void wait(std::uint32_t seen, std::int64_t nanoseconds);

  std::atomic<std::uint32_t> word_{parked};
};

}  // namespace hd
