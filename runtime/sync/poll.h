// The poll word. When set, it makes the thread acting for a context check for work at the next safepoint. Generated
// code tests it at loops and calls, so setting it is the way to ask for a context's attention.
//
// Who may call: the setters: any thread; `is_set` and the operations that say so: the acting thread. The word carries
// no data; other words publish what it announces, which is why each setter names the store that it must follow.
#pragma once
#include <atomic>
#include <cstdint>

namespace hd {

class PollWord {
 public:
  /// Called by the acting thread. Relaxed: only this thread reads it.
  void ask_self() { word_.store(1, std::memory_order_relaxed); }
  /// Called by another thread, after it published its request: a push, a new owner id, the holder that is to let go.
  /// Sequentially consistent: the partner (`take`, `look`) clears or reads the word before it reads what was published,
  /// so one of the two sees the other. With release each could miss the other. Stores even when the word is set: the
  /// check that the set word promises may happen before a push is linked, and find nothing.
  void ask() { word_.store(1, std::memory_order_seq_cst); }
  /// Called by the heartbeat. Release, after its count of beats; partner: take. A thread that sees the word finds the
  /// beat counted (`is_set` is relaxed, but `take` follows it). The next beat makes up for one that is seen late.
  void beat() { word_.store(1, std::memory_order_release); }

  /// For the test at a safepoint, and for hints. Relaxed: what it announces is read after `take`.
  bool is_set() const { return word_.load(std::memory_order_relaxed) != 0; }
  /// Like `is_set`, but ordered after this thread's store that says it holds a claim; partner: `ask`.
  bool look() const { return word_.load(std::memory_order_seq_cst) != 0; }
  /// Clears the word. Called at a safepoint, before the checks of inbox, epoch and timers; later requests set it again.
  /// `again`: keep it set. Sequentially consistent: partner `ask`.
  void take(bool again) {
    if (word_.load(std::memory_order_seq_cst)) word_.store(again ? 1 : 0, std::memory_order_seq_cst);
  }
  /// Called by a new holder of a claim, before it says that it holds it: earlier requests are fulfilled. Partner:
  /// `ask`.
  void clear() { word_.store(0, std::memory_order_seq_cst); }

 private:
  std::atomic<std::uint32_t> word_{0};
};

}  // namespace hd
