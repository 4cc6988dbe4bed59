#include "runtime/routing/claim.h"

#include <vector>

#include "runtime/routing/hold.h"
#include "runtime/routing/request.h"
#include "runtime/routing/sharing.h"
#include "runtime/worker/pool.h"
#include "runtime/worker/worker.h"

namespace hd {

namespace {

thread_local bool serving = false;           // this thread is inside of finish_claim
thread_local std::vector<Context*> put_off;  // to be notified when it is done: depth stays bounded

/// Holding the claim, serves until there is nothing left, and gives the claim up.
void serve_claimed(Context* to, bool for_worker) {
  for (;;) {
    serve_inbox(to);
    finish_take_backs(to);
    Runner runner = Runner::known;
    if (for_worker || !to->ready.empty() || !to->take_backs.empty()) runner = find_runner(to);
    if (runner == Runner::attending) return;
    if (to->collects && to->heap->wants_collection()) collect(to);
    const bool drained = to->inbox.drained();
    to->actor.release();
    if (runner == Runner::queue) offer(to);
    if (drained && to->inbox.untouched()) return;
    if (!to->actor.claim()) return;  // somebody else does
  }
}

}  // namespace

void finish_claim(Context* to, bool for_worker) {
  if (serving) {
    serve_claimed(to, for_worker);
    return;
  }
  serving = true;
  serve_claimed(to, for_worker);
  serving = false;
  while (!put_off.empty()) {
    Context* next = put_off.back();
    put_off.pop_back();
    notify(next, true);
  }
}

void notify(Context* to, bool for_worker) {
  if (to->isolate->simulated) {
    to->poll.store(1, std::memory_order_relaxed);  // one OS thread
    return;
  }
  for (;;) {
    const Actor::Look look = to->actor.look();
    switch (look.state) {
      case Actor::running:
        // The owner clears it before it looks at its inbox. Stored even if it is set: the look that the set word
        // promises may come before the link that ended this push, and find nothing.
        to->poll.store(1, std::memory_order_seq_cst);
        return;
      case Actor::served:
        ask_holder(to);
        return;  // the claimer looks once more after it left
      case Actor::parked:
        if (for_worker && look.watching) return;
        if (serving) {
          put_off.push_back(to);
          return;
        }
        if (to->actor.claim()) return finish_claim(to);
    }
  }
}

}  // namespace hd
