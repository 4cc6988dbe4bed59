// Workers as OS threads.
#ifndef HD_UNIPROCESSOR
#include "runtime/worker/worker.h"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <system_error>
#include <thread>
#include <utility>

#include "runtime/code/fault.h"
#include "runtime/context/retire.h"
#include "runtime/routing/claim.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/request.h"
#include "runtime/tasklet/blocking.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/wait.h"
#include "runtime/worker/deadlock.h"
#include "runtime/worker/heartbeat.h"

namespace hd {

namespace {

constexpr int spins_before_sleep = 2000;  // about the cost of a sleep and a wake-up
constexpr std::size_t max_spare = 32;     // threads kept for later

/// Contexts that wait for a worker, and workers that wait for a context.
struct Pool {
  std::mutex lock;
  std::condition_variable changed;
  std::deque<Context*> waiting;
  std::size_t idle = 0;  // threads in `wait_for_context`
};

Pool& pool() {
  static auto* pool = new Pool;  // used until the process ends
  return *pool;
}

/// Null: there are spare workers enough.
Context* wait_for_context() {
  Pool& p = pool();
  std::unique_lock guard(p.lock);
  if (p.waiting.empty() && p.idle >= max_spare) return nullptr;
  ++p.idle;
  p.changed.wait(guard, [&] { return !p.waiting.empty(); });
  --p.idle;
  Context* cx = p.waiting.front();
  p.waiting.pop_front();
  return cx;
}

/// Contexts wait for a thread, and none is on its way to them.
bool threads_are_short() {
  Pool& p = pool();
  const std::lock_guard guard(p.lock);
  return p.waiting.size() > p.idle;
}

void worker_thread(Context* cx) {
  know_stack();
  for (; cx; cx = wait_for_context()) act(cx);
}

/// The thread makes the blocking call of `cx->leaving`. True: it acts for the context again.
bool go_outside(Context* cx) {
  Tasklet* t = std::exchange(cx->leaving, nullptr);
  Blocking* call = t->blocking;
  ++cx->outside;
  ++cx->stats.outside;
  if (!cx->ready.empty() || next_deadline(cx) >= 0) {
    cx->outside_work.store(true, std::memory_order_relaxed);  // the heartbeat looks again after its claim
    want_beat(cx);
  } else {
    want_no_beat(cx);
  }
  const bool drained = cx->inbox.drained();
  cx->actor.park();
  if (!(drained && cx->inbox.untouched()) && cx->actor.claim()) finish_claim(cx);
  call->work();
  while (!cx->actor.claim()) {
    if (cx->actor.state() == Actor::running) {  // taken over: the tasklet goes home by the inbox
      auto* request = new Request;
      request->kind = Request::Kind::unblock;
      request->tasklet = t;
      post(cx, request);
      return false;
    }
    ask_holder(cx);
    relax();
  }
  --cx->outside;
  cx->outside_work.store(false, std::memory_order_relaxed);
  finish_blocking(cx, t);
  const bool sleeper = cx->sleeper;  // the claim is what protects it
  const bool asleep = cx->actor.hand_over();
  if (asleep) cx->actor.wake();  // whoever took over waits for work
  return !sleeper;
}

/// Beside the parked context for a while: others may serve it in place meanwhile. True: this thread acts again.
bool watch(Context* cx, bool drained, std::int64_t deadline) {
  const int spins = cx->put_off.empty() ? spins_before_sleep : 0;  // a time is known
  for (int spin = 0; spin < spins; ++spin) {
    if (cx->actor.state() == Actor::running) return true;  // handed over
    const bool nothing = drained && cx->inbox.untouched() && !cx->raised_lines.load(std::memory_order_seq_cst);
    if (!nothing && cx->actor.unpark()) return true;
    relax();
  }
  if (deadline >= 0 && deadline <= now(cx->isolate) && cx->actor.unpark()) return true;
  cx->actor.stop_watching();  // before the look at the inbox that `rest` takes
  return false;
}

/// Parked, until there is something to do. True: this thread acts again. False: another context needs it more.
bool sleep_until_work(Context* cx, bool drained, std::int64_t deadline) {
  for (;;) {
    const bool nothing = drained && cx->inbox.untouched() && !cx->raised_lines.load(std::memory_order_seq_cst);
    const std::int64_t left = deadline < 0 ? -1 : deadline - now(cx->isolate);
    const bool due = !nothing || (deadline >= 0 && left <= 0);
    if (due && cx->actor.unpark()) return true;
    if (cx->actor.state() == Actor::running) return true;  // handed over
    if (due) {
      ask_holder(cx);
      relax();  // somebody serves
      continue;
    }
    if (deadline < 0 && threads_are_short() && cx->actor.claim()) {
      const bool leaves = !waits_for_interrupts(cx);  // which only a thread of its own hears
      cx->sleeper = !leaves;
      finish_claim(cx);
      if (leaves) return false;
    }
    cx->actor.sleep(left < 0 ? -1 : std::max<std::int64_t>(left, 1000),
                    [&] { return !cx->raised_lines.load(std::memory_order_seq_cst) && cx->inbox.untouched(); });
  }
}

/// Nothing to do: sleeps. True: this thread acts again. False: it is not needed here.
bool rest(Context* cx) {
  if (has_work(cx)) return true;
  const std::int64_t deadline = next_deadline(cx);
  const bool alarms = deadline >= 0 || waits_for_interrupts(cx);  // which only its own thread hears
  const bool keeps_thread = alarms || !cx->finished || cx->outside;
  const bool drained = cx->inbox.drained();
  Isolate* isolate = cx->isolate;
  cx->sleeper = keeps_thread;
  if (!keeps_thread) retire(cx);
  want_no_beat(cx);
  cx->actor.park(keeps_thread);
  if (!keeps_thread) {
    if (!(drained && cx->inbox.untouched()) && cx->actor.unpark()) return true;
    report_deadlock(isolate);  // others may have parked while this one still ran
    return false;
  }
  if (!watch(cx, drained, deadline)) {
    report_deadlock(isolate);
    if (!sleep_until_work(cx, drained, deadline)) return false;
  }
  cx->sleeper = false;
  return true;
}

}  // namespace

void act(Context* cx) {
  for (;;) {
    while (step(cx)) {
      if (cx->finished && cx->id == 1) end_process(cx->isolate);
      if (cx->leaving && !go_outside(cx)) return;
    }
    if (!rest(cx)) return;
  }
}

void serve_as_spare() {
  for (;;) {
    if (Context* cx = wait_for_context())
      act(cx);
    else
      std::this_thread::sleep_for(std::chrono::hours(1));
  }
}

void start_worker(Context* cx) {
  Pool& p = pool();
  {
    const std::lock_guard guard(p.lock);
    if (p.idle <= p.waiting.size()) {  // each idle one has its context already
      try {
        std::thread(worker_thread, cx).detach();
        return;
      } catch (const std::system_error&) {
      }
    }
    p.waiting.push_back(cx);
    p.changed.notify_one();
    if (p.idle >= p.waiting.size()) return;
  }
  // No more threads are to be had: whoever sleeps for a context that has nothing to do is to come.
  const std::lock_guard guard(cx->isolate->lock);
  for (Context* other : cx->isolate->contexts)
    if (other) other->actor.nudge();
}

bool give_to_thread(Context* cx) {
  if (cx->sleeper) {
    if (cx->actor.hand_over()) cx->actor.wake();
    return true;
  }
  if (cx->outside) {
    cx->outside_work.store(true, std::memory_order_relaxed);  // the heartbeat looks again after its claim
    want_beat(cx);
    return false;
  }
  cx->actor.hand_over();
  start_worker(cx);
  return true;
}

}  // namespace hd
#endif
