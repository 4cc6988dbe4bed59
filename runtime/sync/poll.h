// The poll word: set, it makes the thread that acts for a context look around at the next safepoint. Generated code
// tests it at loops and calls, so setting it is how everybody asks for attention.
//
// Setters: any thread. `is_set` and the operations that say so: the acting thread. The word carries no data; what it
// announces is published by other words, which is why each setter names the store that it must follow.
#pragma once
#include <atomic>
#include <cstdint>

namespace hd {

class PollWord {
 public:
  /// The acting thread asks itself. Relaxed: only this thread reads it.
  void ask_self() { word_.store(1, std::memory_order_relaxed); }
  /// Another thread asks, after it published what it wants: a push, a new owner id, the holder that is to let go.
  /// Sequentially consistent: the partner (`take`, `look`) clears the word or looks at it before it looks at what was
  /// published, so one of the two sees the other. With release both could miss each other. Stored even when it is set:
  /// the look that the set word promises may come before the link that ends a push, and find nothing.
  void ask() { word_.store(1, std::memory_order_seq_cst); }
  /// The heartbeat. Release, after its count of beats; partner: take. A thread that sees the word finds the beat
  /// counted (`is_set` is relaxed, but `take` follows it). A beat that comes late is made good by the next one.
  void beat() { word_.store(1, std::memory_order_release); }

  /// The test of a safepoint, and hints. Relaxed: what it announces is looked at after `take`.
  bool is_set() const { return word_.load(std::memory_order_relaxed) != 0; }
  /// The same, ordered after this thread's store that says it holds a claim; partner: `ask`.
  bool look() const { return word_.load(std::memory_order_seq_cst) != 0; }
  /// At a safepoint, before the looks at inbox, epoch and timers: clears the word. What is asked for afterwards sets it
  /// again. `again`: it stays set. Sequentially consistent: partner `ask`.
  void take(bool again) {
    if (word_.load(std::memory_order_seq_cst)) word_.store(again ? 1 : 0, std::memory_order_seq_cst);
  }
  /// A new holder of a claim: earlier wishes are fulfilled. Before it says that it holds; partner: `ask`.
  void clear() { word_.store(0, std::memory_order_seq_cst); }

 private:
  std::atomic<std::uint32_t> word_{0};
};

}  // namespace hd
