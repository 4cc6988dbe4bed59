// Stop-the-world: one thread acts for all contexts of an isolate, each of which is at a safepoint, idle or outside.
#pragma once
#include "runtime/state/context.h"

namespace hd {

/// As long as it lives, this thread acts for all contexts. Others come to a safepoint (their poll word is set) and park
/// there; whoever is idle or outside is claimed as for a request. Model: stop.pml.
class StoppedWorld {
 public:
  /// At a safepoint of `cx`, for which this thread acts. Waits for the others. `stopped` is false when another thread
  /// stops the world at the same time, or when a context does not come to a safepoint for long.
  explicit StoppedWorld(Context* cx, int patience = most_patience);
  static constexpr int most_patience = 2'000;  // looks at one context, some 50 us apart
  ~StoppedWorld() { go_on(); }
  StoppedWorld(const StoppedWorld&) = delete;
  StoppedWorld& operator=(const StoppedWorld&) = delete;

  bool stopped() const { return stopped_; }
  /// All of the isolate, `cx` too.
  const std::vector<Context*>& contexts() const { return contexts_; }
  /// Serves all inboxes and finishes all take-backs: afterwards nothing is on its way between contexts.
  void drain();

 private:
  void go_on();

  Context* self_;
  bool stopped_;
  std::vector<Context*> contexts_;
};

/// At a safepoint of `cx`: parks as long as somebody else stops the world.
void give_way(Context* cx);
/// Sequentially consistent: after this context began to act; partner: StoppedWorld's exchange, which comes before its
/// claims. Weaker, a context that is asked for again and again could go on for long.
inline void stop_when_asked(Context* cx) {
  const Context* stopping = cx->isolate->stopping.load(std::memory_order_seq_cst);
  if (HD_UNLIKELY(stopping != nullptr) && stopping != cx) give_way(cx);
}

}  // namespace hd
