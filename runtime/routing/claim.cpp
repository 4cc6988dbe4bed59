#include "runtime/routing/claim.h"

#include <vector>

#include "runtime/observe/collect.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/request.h"
#include "runtime/routing/sharing.h"
#include "runtime/state/context.h"
#include "runtime/state/executor.h"

namespace hd {

namespace {

thread_local bool serving = false;             // this thread is in finish_claim
thread_local std::vector<Context*> postponed;  // to notify when it is done, so that recursion is bounded

/// Called with the claim held: serves until nothing is left, then gives the claim up.
void serve_claimed(Context* to, bool for_worker) {
  for (;;) {
    serve_inbox(to);
    finish_take_backs(to);
    Runner runner = Runner::known;
    if (for_worker || !to->schedule.ready.empty() || !to->requests.take_backs.empty())
      runner = to->isolate->executor->find_runner(to);
    if (runner == Runner::attending) return;
    if (to->memory.collects && to->heap->wants_collection()) collect(to);
    const bool drained = to->inbox.drained();
    to->actor.release();
    if (runner == Runner::queue) to->isolate->executor->offer(to);
    if (drained && to->inbox.untouched()) return;
    if (!to->actor.claim()) return;  // another thread serves
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
  while (!postponed.empty()) {
    Context* next = postponed.back();
    postponed.pop_back();
    notify(next, true);
  }
}

void notify(Context* to, bool for_worker) {
  if (to->isolate->simulated) {
    ask_holder(to);  // one OS thread, which acts for everyone in turn
    return;
  }
  for (;;) {
    const Actor::Look look = to->actor.look();
    switch (look.state) {
      case Actor::running:
        to->poll.ask();  // the owner clears it before it checks its inbox
        return;
      case Actor::served:
        ask_holder(to);
        return;  // the claimer checks the inbox again after it leaves
      case Actor::parked:
        if (for_worker && look.watching) return;
        if (serving) {
          postponed.push_back(to);
          return;
        }
        if (to->actor.claim()) return finish_claim(to);
    }
  }
}

}  // namespace hd
