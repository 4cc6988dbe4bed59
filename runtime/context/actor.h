// Who acts for a context: at most one OS thread at a time, by one word that is also the futex of the thread that
// sleeps for it.
//
//   running --park--> parked --claim--> served --release--> parked
//      ^                |                  |
//      +----unpark------+                  |
//      +------------hand_over--------------+
//
// `running`: a worker executes the context. `parked`: nobody does; whoever wants something of it claims it and serves
// its inbox in place. `served`: claimed. A parked context's thread sleeps, is outside in a blocking call, or is gone.
//
// The pair that must not be weakened: a pusher exchanges the inbox's head, then reads this word; whoever stops acting
// writes this word, then looks at the inbox. All four are sequentially consistent, so one of the two sees the other
// (claim.pml). Leaving with release and entering with acquire hands over everything the context holds.
#pragma once
#include <atomic>
#include <cstdint>

namespace hd {

class Actor {
 public:
  enum State : std::uint32_t { running, parked, served };

  State state() const { return static_cast<State>(word_.load(std::memory_order_seq_cst) & mask); }

  /// Any thread. True: the caller acts for the context until `release` or `hand_over`.
  bool claim() { return change(parked, served); }
  /// The thread that sleeps for the context or comes back from outside. True: it acts again. False: somebody serves,
  /// or another worker took over.
  bool unpark() { return change(parked, running); }
  /// The acting worker.
  void park() { change(running, parked); }
  /// The claimer.
  void release() { change(served, parked); }
  /// The claimer: the context's own thread, which sleeps, or a worker to be started by the caller acts from now on.
  void hand_over() { change(served, running); }

  /// Any thread, signal handlers too: the sleeper looks again whether it has work.
  void nudge();
  /// The context's own thread, parked: sleeps until the word changes from what it is now, a nudge comes, or
  /// `nanoseconds` passed (negative: no limit). May return early. `still` is asked after the word was read.
  template <class Still>
  void sleep(std::int64_t nanoseconds, Still still) {
    const std::uint32_t seen = word_.load(std::memory_order_seq_cst);
    if ((seen & mask) != running && still()) wait(seen, nanoseconds);
  }
  /// After hand_over, when a thread sleeps.
  void wake();

 private:
  static constexpr std::uint32_t mask = 3;  // the rest counts nudges
  bool change(State from, State to) {
    std::uint32_t word = word_.load(std::memory_order_seq_cst);
    while ((word & mask) == from)
      if (word_.compare_exchange_weak(word, (word & ~mask) | to, std::memory_order_seq_cst)) return true;
    return false;
  }
  void wait(std::uint32_t seen, std::int64_t nanoseconds);

  std::atomic<std::uint32_t> word_{parked};
};

}  // namespace hd
