#include "runtime/world/stop.h"

#include <ctime>

#include "runtime/routing/claim.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/request.h"
#include "runtime/routing/sharing.h"
#include "runtime/routing/turn.h"
#include "runtime/state/context.h"

namespace hd {

namespace {

constexpr long pause_nanoseconds = 20'000;
constexpr int quick_looks = 500;  // polls before the first pause, about ten nanoseconds each

void pause_briefly() {
  const timespec length{0, pause_nanoseconds};
  nanosleep(&length, nullptr);
}

}  // namespace

StoppedWorld::StoppedWorld(Context* cx, int patience) : self_(cx) {
  Isolate* isolate = cx->isolate;
  if (isolate->simulated) {  // one OS thread: all the others are at safepoints
    stopped_ = true;
    contexts_.assign(isolate->contexts.begin() + 1, isolate->contexts.end());
    for (Context* other : contexts_) let_go(other);
    return;
  }
  Context* nobody = nullptr;
  // Before any context is claimed or asked; partner: stop_when_asked.
  stopped_ = isolate->stopping.compare_exchange_strong(nobody, cx, std::memory_order_seq_cst);
  if (!stopped_) return;
  contexts_.push_back(cx);
  // A running context may make others; once all are stopped none does.
  for (std::size_t id = 1;; ++id) {
    Context* other;
    {
      const std::lock_guard guard(isolate->lock);
      if (id >= isolate->contexts.size()) return;
      other = isolate->contexts[id];
    }
    if (!other || other == cx) continue;
    for (int looks = 0; !other->actor.claim(); ++looks) {
      if (looks == quick_looks + patience) {
        go_on();
        return;
      }
      if (looks % quick_looks == 0) ask_holder(other);
      looks < quick_looks ? relax() : pause_briefly();
    }
    contexts_.push_back(other);
  }
}

void StoppedWorld::go_on() {
  if (!stopped_) return;
  stopped_ = false;
  if (self_->isolate->simulated) return;
  // Before the claims are given up. Stronger than needed: the claims publish what was changed, and a context that sees
  // this store late checks once more. Partners: give_way, stop_when_asked.
  self_->isolate->stopping.store(nullptr, std::memory_order_seq_cst);
  for (Context* cx : contexts_)
    if (cx != self_) finish_claim(cx);
}

void StoppedWorld::drain() {
  const Epoch& epoch = self_->isolate->epoch;
  for (Context* cx : contexts_) cx->seen.report(epoch.now());  // nothing is being read in place
  for (bool again = true; again;) {
    again = false;
    for (Context* cx : contexts_) {
      if (cx->inbox.looks_empty() && cx->requests.take_backs.empty() && !cx->turn.is_closed()) continue;
      again = true;
      end_turn(cx, false);
      serve_inbox(cx);
      for (Context* other : contexts_) other->seen.report(epoch.now());
      finish_take_backs(cx);
    }
  }
}

void give_way(Context* cx) {
  let_go(cx);
  cx->actor.park(Actor::Then::attend);  // this thread runs the tasklets that a claimer makes ready
  for (int looks = 0;; ++looks) {
    if (cx->actor.state() == Actor::running) break;  // handed over
    // Sequentially consistent: after the context was parked; partner: go_on. A stale value costs one more check.
    if (!cx->isolate->stopping.load(std::memory_order_seq_cst) && cx->actor.unpark()) break;
    looks < quick_looks ? relax() : pause_briefly();
  }
}

}  // namespace hd
