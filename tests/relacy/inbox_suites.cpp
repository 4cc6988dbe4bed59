// The inbox alone, and together with the actor word that says which thread empties it.
#include "runtime/sync/actor.h"
#include "runtime/sync/inbox.h"
#include "tests/relacy/suites.h"

namespace hd {

namespace {

struct Letter : InboxNode {
  Plain<int> number{-1};
};

/// Two threads push two letters each while a third pops. Each letter arrives once, in the order of its sender, with
/// what its sender wrote into it. The letters have been in an inbox before, so their links hold stale pointers.
struct Delivery : rl::test_suite<Delivery, 3> {
  Inbox inbox;
  Letter letters[2][2], lost;

  void before() {
    for (auto& sent : letters)
      for (Letter& letter : sent) letter.next.store(&lost, std::memory_order_relaxed);
  }
  void thread(unsigned index) {
    if (index == 2) return consume();
    for (int i = 0; i < 2; ++i) {
      letters[index][i].number = i;
      inbox.push(&letters[index][i]);
    }
  }
  void consume() {
    int expected[2] = {0, 0};
    while (expected[0] + expected[1] < 4) {
      InboxNode* node = inbox.pop();
      if (!node) {
        relax();
        continue;
      }
      auto* letter = static_cast<Letter*>(node);
      RL_ASSERT(letter != &lost);
      const int sender = letter >= letters[1] && letter < letters[1] + 2;
      RL_ASSERT(letter->number == expected[sender]);
      ++expected[sender];
      letter->next.end();  // a receiver may free what it has popped
    }
    RL_ASSERT(!inbox.pop());
    RL_ASSERT(inbox.looks_empty());
  }
};

/// A context whose state is one number: how much the acting thread has served.
struct Served {
  Inbox inbox;
  Actor actor;
  Plain<int> count{0};

  /// The acting thread.
  void serve() {
    while (inbox.pop()) count = count + 1;
  }
  /// The holder of a claim: mirrors serve_claimed in runtime/routing/claim.cpp.
  void finish_claim() {
    for (;;) {
      serve();
      const bool drained = inbox.drained();
      actor.release();
      if (drained && inbox.untouched()) return;
      if (!actor.claim()) return;
    }
  }
  /// Mirrors notify in runtime/routing/claim.cpp; a running context checks its inbox before it leaves.
  void notify() {
    while (actor.state() == Actor::parked)
      if (actor.claim()) return finish_claim();
  }
  /// Mirrors go_outside in runtime/worker/worker.cpp: the acting thread leaves the context for good.
  void leave() {
    const bool drained = inbox.drained();
    actor.park(Actor::Then::leave);
    if (!(drained && inbox.untouched()) && actor.claim()) finish_claim();
  }
};

/// A thread acts for the context and leaves it while two others send. The last one serves what has arrived: nothing is
/// left in the inbox, and at most one thread at a time touches the count.
struct Leaving : rl::test_suite<Leaving, 3> {
  Served context;
  Letter letters[2];

  void before() {
    context.actor.claim();
    context.actor.take_up();
  }
  void thread(unsigned index) {
    if (index == 2) {
      context.serve();
      context.leave();
      return;
    }
    context.inbox.push(&letters[index]);
    context.notify();
  }
  void after() {
    RL_ASSERT(context.actor.state() == Actor::parked);
    RL_ASSERT(context.inbox.looks_empty());
    RL_ASSERT(context.count == 2);
  }
};

/// The same for a context that is already parked.
struct InPlace : rl::test_suite<InPlace, 2> {
  Served context;
  Letter letters[2];

  void thread(unsigned index) {
    context.inbox.push(&letters[index]);
    context.notify();
  }
  void after() {
    RL_ASSERT(context.inbox.looks_empty());
    RL_ASSERT(context.count == 2);
  }
};

constexpr Suite suites[] = {
    {"delivery", 200'000, rl::simulate<Delivery>},
    {"leaving", 200'000, rl::simulate<Leaving>},
    {"in_place", 100'000, rl::simulate<InPlace>},
};

}  // namespace

std::span<const Suite> inbox_suites() { return suites; }

}  // namespace hd
