// The thread of a parked context: it spins, stops spinning, leaves; it sleeps, and is woken or handed the
// context.
#include "runtime/sync/actor.h"

#include "runtime/sync/futex.h"
#include "runtime/sync/inbox.h"
#include "tests/relacy/suites.h"

namespace hd {

// The kernel compares and sleeps in one step, and its lock orders that step against the waker's call. So it
// compares with the newest value, as an addition of zero does.
void futex_wait(Atomic<std::uint32_t>& word, std::uint32_t seen, std::int64_t) {
  rl::context& scheduler = rl::ctx();
  scheduler.atomic_thread_fence_seq_cst();
  if (word.fetch_add(0, std::memory_order_relaxed) == seen) word.cell().wait(scheduler, false, true, RL_INFO);
}
void futex_wake(Atomic<std::uint32_t>& word) {
  rl::context& scheduler = rl::ctx();
  scheduler.atomic_thread_fence_seq_cst();
  word.cell().wake(scheduler, 2, RL_INFO);
}

namespace {

/// A context in which each letter makes a tasklet ready, which only a worker can run.
struct Worked {
  Inbox inbox;
  Actor actor;
  Plain<int> ready{0}, ran{0};
  Plain<bool> queued{false};  // waits for another worker

  /// The acting thread.
  void serve() {
    while (inbox.pop()) ready = ready + 1;
  }
  /// The worker that acts.
  void step() {
    serve();
    ran = ran + ready;
    ready = 0;
  }
  /// Mirrors serve_claimed in runtime/routing/claim.cpp.
  void finish_claim() {
    for (;;) {
      serve();
      if (ready > 0) {
        if (actor.hand_over()) return;
        queued = true;
      }
      const bool drained = inbox.drained();
      actor.release();
      if (drained && inbox.untouched()) return;
      if (!actor.claim()) return;
    }
  }
  /// Mirrors notify in runtime/routing/claim.cpp, for a worker.
  void notify() {
    for (;;) {
      const Actor::Look look = actor.look();
      if (look.state != Actor::parked || look.watching) return;
      if (actor.claim()) return finish_claim();
    }
  }
  /// Mirrors rest in runtime/worker/worker.cpp. Returns true if the worker acts again.
  bool rest(int looks) {
    const bool drained = inbox.drained();
    actor.park(Actor::Then::watch);
    for (; looks > 0; --looks) {
      if (actor.state() == Actor::running) return true;
      if (!(drained && inbox.untouched()) && actor.unpark()) return true;
      relax();
    }
    actor.stop_watching();
    return !actor.leave() || look_back(drained);
  }
  bool look_back(bool drained) {
    if ((drained && inbox.untouched()) || !actor.claim()) return false;
    if (actor.hand_over()) return false;
    actor.take_up();
    return true;
  }
};

/// A worker runs what others send it, and leaves after enough fruitless polls. Whatever is ready is
/// run, or queued for the next worker; nothing stays in the inbox. Fewer threads and polls make it likelier to hit the
/// schedules in which one thread does much between two steps of another.
template <int senders, int looks>
struct Watching : rl::test_suite<Watching<senders, looks>, senders + 1> {
  Worked context;
  InboxNode letters[senders];

  void before() {
    context.actor.claim();
    context.actor.take_up();
  }
  void thread(unsigned index) {
    if (index < senders) {
      context.inbox.push(&letters[index]);
      return context.notify();
    }
    do context.step();
    while (context.rest(looks));
  }
  void after() {
    RL_ASSERT(context.actor.state() == Actor::parked);
    RL_ASSERT(context.inbox.looks_empty());
    RL_ASSERT(context.ran + context.ready == senders);
    RL_ASSERT(context.ready == 0 || context.queued);
  }
};

/// A claimer hands the context over while the worker is about to leave it. The worker sees what the claimer did,
/// however it learns of the hand-over.
struct HandedOver : rl::test_suite<HandedOver, 2> {
  Actor actor;
  Plain<int> count{0};

  void before() {
    actor.claim();
    actor.take_up();
  }
  void thread(unsigned index) {
    if (index == 0) {
      if (!actor.claim()) return;
      count = count + 1;
      if (!actor.hand_over()) actor.release();
      return;
    }
    actor.park(Actor::Then::attend);
    if (!actor.leave()) count = count + 1;
  }
};

/// A worker sleeps beside its context until a letter has made something ready and a signal was raised. A lost wake-up
/// shows as a deadlock. Only the nudge publishes what the handler writes.
struct Sleeping : rl::test_suite<Sleeping, 3> {
  Worked context;
  InboxNode letter;
  Atomic<std::uint32_t> raised{0};

  void before() {
    context.actor.claim();
    context.actor.take_up();
  }
  void thread(unsigned index) {
    if (index == 0) return send();
    if (index == 1) return on_signal();
    bool heard = false;
    for (;;) {
      context.step();
      heard = heard || raised.load(std::memory_order_relaxed);
      if (heard && context.ran == 1) return;
      sleep_until_work(heard);
    }
  }
  void send() {
    context.inbox.push(&letter);
    context.notify();
  }
  /// Mirrors runtime/tasklet/interrupt.cpp.
  void on_signal() {
    raised.store(1, std::memory_order_relaxed);
    context.actor.nudge();
    if (context.actor.state() != Actor::running && !context.actor.is_attended()) relax();  // a thread would be called
  }
  /// Mirrors runtime/worker/worker.cpp.
  void sleep_until_work(bool heard) {
    const bool drained = context.inbox.drained();
    const auto nothing = [&] {
      return drained && context.inbox.untouched() && (heard || !raised.load(std::memory_order_relaxed));
    };
    context.actor.park(Actor::Then::attend);
    for (;;) {
      const bool due = !nothing();
      if (due && context.actor.unpark()) return;
      if (context.actor.state() == Actor::running) return;
      if (due)
        relax();
      else
        context.actor.sleep(-1, nothing);
    }
  }
};

constexpr Suite suites[] = {
    {"giving_up", 200'000, rl::simulate<Watching<1, 0>>},
    {"handed_over", 50'000, rl::simulate<HandedOver>},
    {"watching", 100'000, rl::simulate<Watching<2, 2>>},
    {"sleeping", 200'000, rl::simulate<Sleeping>},
};

}  // namespace

std::span<const Suite> actor_suites() { return suites; }

}  // namespace hd
