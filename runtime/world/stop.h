// Stop-the-world: one thread acts for all contexts of an isolate, each of which is at a safepoint, idle or outside.
#pragma once
#include "runtime/state/context.h"

namespace hd {

/// As long as it lives, this thread acts for all contexts. Running contexts come to a safepoint (their poll word is
/// set) and park there; contexts that are idle or outside are claimed as for a request. Model: stop.pml.
class StoppedWorld {
 public:
  /// Called at a safepoint of `cx` by the thread acting for it. Waits for the others. `stopped` is false if another
  /// thread stops the world at the same time, or if a context takes too long to reach a safepoint.
  explicit StoppedWorld(Context* cx, int patience = most_patience);
  static constexpr int most_patience = 2'000;  // polls of one context, about 50 us apart
  ~StoppedWorld() { go_on(); }
  StoppedWorld(const StoppedWorld&) = delete;
  StoppedWorld& operator=(const StoppedWorld&) = delete;

  bool stopped() const { return stopped_; }
  /// All contexts of the isolate, including `cx`.
  const std::vector<Context*>& contexts() const { return contexts_; }
  /// Serves all inboxes and finishes all take-backs: afterwards nothing is in flight between contexts.
  void drain();

 private:
  void go_on();

  Context* self_;
  bool stopped_;
  std::vector<Context*> contexts_;
};

/// Called at a safepoint of `cx`: parks while another thread stops the world.
void give_way(Context* cx);
/// Gives way if another thread stops the world. Sequentially consistent: after this context began to act; partner:
/// StoppedWorld's exchange, which comes before its claims. With a weaker order a context that is asked repeatedly
/// could keep running.
inline void stop_when_asked(Context* cx) {
  const Context* stopping = cx->isolate->stopping.load(std::memory_order_seq_cst);
  if (HD_UNLIKELY(stopping != nullptr) && stopping != cx) give_way(cx);
}

}  // namespace hd
