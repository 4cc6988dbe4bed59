// Workers as OS threads.
#ifndef HD_UNIPROCESSOR
#include "runtime/worker/worker.h"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <thread>
#include <utility>

#include "runtime/context/retire.h"
#include "runtime/routing/claim.h"
#include "runtime/routing/request.h"
#include "runtime/tasklet/blocking.h"
#include "runtime/tasklet/wait.h"
#include "runtime/worker/deadlock.h"
#include "runtime/worker/heartbeat.h"

namespace hd {

namespace {

constexpr int spins_before_sleep = 2000;  // about the cost of a sleep and a wake-up
constexpr std::size_t max_spare = 32;     // threads kept for later

void relax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

/// Contexts that wait for a worker, and workers that wait for a context.
struct Pool {
  std::mutex lock;
  std::condition_variable changed;
  std::deque<Context*> waiting;
  std::size_t spare = 0;  // threads in `wait_for_context` that nothing was put in the queue for
};

Pool& pool() {
  static auto* pool = new Pool;  // used until the process ends
  return *pool;
}

/// Null: there are spare workers enough.
Context* wait_for_context() {
  Pool& p = pool();
  std::unique_lock guard(p.lock);
  if (!p.waiting.empty()) {
    ++p.spare;  // the one it was meant for stays spare
  } else {
    if (p.spare >= max_spare) return nullptr;
    ++p.spare;
    p.changed.wait(guard, [&] { return !p.waiting.empty(); });
  }
  Context* cx = p.waiting.front();
  p.waiting.pop_front();
  return cx;
}

void worker_thread(Context* cx) {
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
      t->request.kind = Request::Kind::unblock;
      t->request.tasklet = t;
      post(cx, &t->request);
      return false;
    }
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
  for (int spin = 0; spin < spins_before_sleep; ++spin) {
    if (cx->actor.state() == Actor::running) return true;  // handed over
    const bool nothing = drained && cx->inbox.untouched() && !cx->raised_lines.load(std::memory_order_seq_cst);
    if (!nothing && cx->actor.unpark()) return true;
    relax();
  }
  if (deadline >= 0 && deadline <= now(cx->isolate) && cx->actor.unpark()) return true;
  cx->actor.stop_watching();  // before the look at the inbox that `rest` takes
  return false;
}

/// Parked, until there is something to do.
void sleep_until_work(Context* cx, bool drained, std::int64_t deadline) {
  for (;;) {
    const bool nothing = drained && cx->inbox.untouched() && !cx->raised_lines.load(std::memory_order_seq_cst);
    const std::int64_t left = deadline < 0 ? -1 : deadline - now(cx->isolate);
    const bool due = !nothing || (deadline >= 0 && left <= 0);
    if (due && cx->actor.unpark()) return;
    if (cx->actor.state() == Actor::running) return;  // handed over
    if (due) {
      relax();  // somebody serves
      continue;
    }
    cx->actor.sleep(left < 0 ? -1 : std::max<std::int64_t>(left, 1000),
                    [&] { return !cx->raised_lines.load(std::memory_order_seq_cst) && cx->inbox.untouched(); });
  }
}

/// Nothing to do: sleeps. True: this thread acts again. False: it is not needed here.
bool rest(Context* cx) {
  if (has_work(cx)) return true;
  const bool keeps_thread = !cx->finished || cx->outside || next_deadline(cx) >= 0;
  const std::int64_t deadline = next_deadline(cx);
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
    sleep_until_work(cx, drained, deadline);
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
    if (p.spare) {
      --p.spare;
      p.waiting.push_back(cx);
      p.changed.notify_one();
      return;
    }
  }
  std::thread(worker_thread, cx).detach();
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
