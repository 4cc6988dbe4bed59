// Workers as OS threads.
#ifndef HD_UNIPROCESSOR
#include "runtime/worker/worker.h"

#include <sched.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "runtime/code/suspend.h"
#include "runtime/contexts/retire.h"
#include "runtime/machine/step.h"
#include "runtime/routing/claim.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/turn.h"
#include "runtime/state/context.h"
#include "runtime/system/process.h"
#include "runtime/tasklet/blocking.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/wait.h"
#include "runtime/value/fault.h"
#include "runtime/worker/deadlock.h"
#include "runtime/worker/heartbeat.h"
#include "runtime/worker/pool.h"

namespace hd {

namespace {

// Checks by a watching thread before it leaves the context; the maximum costs about as much as a sleep and a wake-up.
constexpr std::uint32_t least_watch = 1000, most_watch = 2000;

/// Beats after which a context gives its worker to one that waits.
constexpr std::uint32_t turn_beats = 2;

/// Called by the thread that begins to act for `cx`: clears the requests for a thread.
void note_thread(Context* cx) {
  cx->work.queued = cx->work.away = false;
  cx->work.wants_thread.store(false, std::memory_order_relaxed);           // the heartbeat checks again after its claim
  cx->hold.thread_wants.store(false, std::memory_order_relaxed);           // a hint
  cx->work.acting_since = cx->work.beats.load(std::memory_order_relaxed);  // only a clock
}

/// Waits a little for the claim on `cx`, which another thread will give up soon. `looks`: the attempts so far.
void await_claim(Context* cx, int looks) {
  constexpr int quick_looks = 64;
  cx->hold.thread_wants.store(true, std::memory_order_relaxed);  // a hint for the holder, which is asked now
  ask_holder(cx);
  looks < quick_looks ? relax() : static_cast<void>(sched_yield());
}

/// Called when the thread has stopped acting for any context: checks for a deadlock if all threads are idle.
void report_rest(Isolate* isolate) {
  if (all_rest()) report_deadlock(isolate);
}

/// Makes the blocking call of `cx->work.leaving`. Returns true if this thread acts for the context again.
bool go_outside(Context* cx) {
  if (cx->turn.is_closed()) end_turn(cx, false);
  Tasklet* t = std::exchange(cx->work.leaving, nullptr);
  Blocking* call = t->blocking;
  ++cx->work.outside;
  ++cx->stats.outside;
  cx->work.away = true;
  if (!cx->schedule.ready.empty() || next_deadline(cx) >= 0) {
    cx->work.wants_thread.store(true, std::memory_order_relaxed);  // the heartbeat checks again after its claim
    want_beat(cx);
  } else {
    want_no_beat(cx);
  }
  if (!cx->interrupts.triggers.empty()) ensure_heart(cx->isolate);  // a signal handler cannot start it
  const bool drained = cx->inbox.drained();
  cx->actor.park(Actor::Then::leave);
  stop_working(true);
  if (!(drained && cx->inbox.untouched()) && cx->actor.claim()) finish_claim(cx);
  if (cx->interrupts.raised_triggers.load(std::memory_order_seq_cst)) want_thread(cx);  // partner: on_signal
  call->run();
  for (int looks = 0; !cx->actor.claim(); ++looks) {
    if (cx->actor.state() == Actor::running) {  // taken over: the tasklet returns through the inbox
      send_home(cx, t);
      return false;
    }
    await_claim(cx, looks);
  }
  --cx->work.outside;
  finish_blocking(cx, t);
  if (cx->actor.hand_over()) return false;  // a thread that took over waits for an alarm
  note_thread(cx);
  cx->actor.take_up();
  start_working();
  return true;
}

/// Spins on the parked context for a while, during which others may serve it in place. Returns true if this thread
/// acts again. The loads of `raised_triggers` are sequentially consistent: they come after the parking; partner:
/// on_signal.
bool watch(Context* cx, bool drained, std::uint32_t most) {
  for (std::uint32_t looks = 0; looks < most; ++looks) {
    if (cx->actor.state() == Actor::running) return true;  // handed over
    const bool nothing =
        drained && cx->inbox.untouched() && !cx->interrupts.raised_triggers.load(std::memory_order_seq_cst);
    if (!nothing && cx->actor.unpark()) return true;
    if (processors_are_short() || load().waiting.load(std::memory_order_relaxed) > 0) break;  // hints
    relax();
  }
  cx->actor.stop_watching();  // before the caller's last check of the inbox
  return false;
}

/// Sleeps, attending the parked context, until there is something to do and this thread acts again. The loads of
/// `raised_triggers` are sequentially consistent: they come after the parking; partner: on_signal.
void sleep_until_work(Context* cx, bool drained, std::int64_t deadline) {
  for (int looks = 0;;) {
    const bool nothing =
        drained && cx->inbox.untouched() && !cx->interrupts.raised_triggers.load(std::memory_order_seq_cst);
    const std::int64_t left = deadline < 0 ? -1 : deadline - now(cx->isolate);
    const bool due = !nothing || (deadline >= 0 && left <= 0);
    if (due && cx->actor.unpark()) return;
    if (cx->actor.state() == Actor::running) return;  // handed over
    if (due) {
      await_claim(cx, looks++);
      continue;
    }
    cx->actor.sleep(left < 0 ? -1 : std::max<std::int64_t>(left, 1000), [&] {
      return !cx->interrupts.raised_triggers.load(std::memory_order_seq_cst) && cx->inbox.untouched();
    });
  }
}

/// The last check, after this thread has left the parked context. It claims the context, since another thread may
/// already be attending it. Returns true if this thread acts again.
bool look_back(Context* cx, bool drained) {
  const bool raised = cx->interrupts.raised_triggers.load(std::memory_order_seq_cst) != 0;  // partner: on_signal
  if (drained && cx->inbox.untouched() && !raised) return false;
  if (cx->actor.claim()) {
    if (cx->actor.hand_over()) return false;
    cx->actor.take_up();
    return true;
  }
  if (raised) want_thread(cx);  // a thread that serves it does not check for that
  return false;
}

/// Adapts how long the next watch lasts.
void adapt_watch(Context* cx, std::uint32_t looks, bool paid) {
  const std::uint32_t next = paid ? 2 * looks : looks / 2;
  cx->work.watch_for.store(std::clamp(next, least_watch, most_watch), std::memory_order_relaxed);  // a hint
}

/// Called when there is nothing to do. Returns true if this thread acts again, false if it is not needed here and acts
/// for no context.
bool rest(Context* cx) {
  if (has_work(cx)) return true;
  const std::int64_t deadline = next_deadline(cx);
  const bool alarm = deadline >= 0 || waits_for_interrupts(cx);  // which only an attending thread notices
  const bool may_go_on = alarm || !cx->finished || cx->work.outside;
  if (!may_go_on) retire(cx);
  if (!cx->interrupts.triggers.empty()) ensure_heart(cx->isolate);  // a signal handler cannot start it
  want_no_beat(cx);
  const bool drained = cx->inbox.drained();
  const bool time_is_known = !cx->requests.postponed.empty();
  Isolate* isolate = cx->isolate;
  load().watching.fetch_add(1, std::memory_order_relaxed);  // a hint, as are both below
  stop_working(alarm);
  const bool watches = may_go_on && !time_is_known && !processors_are_short() && !anything_waits();
  cx->actor.park(watches ? Actor::Then::watch : alarm ? Actor::Then::attend : Actor::Then::leave);
  bool acts = false;
  if (watches) {
    const std::uint32_t looks = cx->work.watch_for.load(std::memory_order_relaxed);  // a hint
    acts = watch(cx, drained, looks);
    adapt_watch(cx, looks, acts);
  }
  load().watching.fetch_sub(1, std::memory_order_relaxed);  // as above
  if (!acts && alarm) {
    report_rest(isolate);
    sleep_until_work(cx, drained, deadline);
    acts = true;
  }
  if (!acts) acts = (watches && !cx->actor.leave()) || look_back(cx, drained);
  if (!acts) {
    report_rest(isolate);
    return false;
  }
  note_thread(cx);
  start_working();
  return true;
}

/// Its time slice is over, and other contexts wait for a worker: it joins them.
void queue_again(Context* cx) {
  cx->work.yields = false;
  if (cx->turn.is_closed()) end_turn(cx, false);
  cx->work.queued = true;
  const bool drained = cx->inbox.drained();
  cx->actor.park(Actor::Then::leave);
  offer(cx);
  stop_working(false);
  if (!(drained && cx->inbox.untouched()) && cx->actor.claim()) finish_claim(cx);
}

/// Acts for `cx`, which this working thread runs, until another worker does or there is nothing to do.
void act(Context* cx) {
  do {
    while (step(cx)) {
      if (cx->work.yields) return queue_again(cx);
      if (cx->finished && cx->id == 1) end_process(cx, cx->isolate->exit_status);
      if (cx->work.leaving && !go_outside(cx)) return;
      if (cx->schedule.ready.empty() && !cx->requests.take_backs.empty())
        sched_yield();  // until others have passed a safepoint
    }
  } while (rest(cx));
}

}  // namespace

void work_as_spare(bool started) {
  know_stack();
  while (Context* cx = next_context(std::exchange(started, false))) act(cx);
}

void work_first(Context* cx) {
  cx->actor.take_up();
  start_working();
  act(cx);
  for (;;) {
    work_as_spare(false);
    std::this_thread::sleep_for(std::chrono::hours(1));
  }
}

bool take_up(Context* cx) {
  for (int looks = 0; !cx->actor.claim(); ++looks) {
    if (cx->actor.state() == Actor::running) return false;
    await_claim(cx, looks);
  }
  if (!cx->work.queued) {
    finish_claim(cx);
    return false;
  }
  note_thread(cx);
  cx->actor.take_up();
  return true;
}

namespace {

class Threads final : public Executor {
 public:
  Runner find_runner(Context* cx) override {
    if (cx->actor.hand_over()) return Runner::attending;
    if (cx->work.queued) return Runner::known;
    if (cx->work.away) {
      hd::want_thread(cx);
      return Runner::known;
    }
    cx->work.queued = true;
    return Runner::queue;
  }
  void offer(Context* cx) override { hd::offer(cx); }
  void start_beats(Context* cx) override { hd::start_beats(cx); }
  void want_thread(Context* cx) override { hd::want_thread(cx); }
  void interrupt_call(Context* cx, Tasklet* t) override {
    cx->work.interrupting.push_back(t);
    t->blocking->interrupt();
  }
  void interrupt_again(Context* cx) override {
    for (const Tasklet* t : cx->work.interrupting) t->blocking->interrupt();
  }
  bool processors_are_short() const override { return hd::processors_are_short(); }
  void nap(Context* cx, std::int64_t nanoseconds) override {
    stop_working(true);
    cx->actor.sleep(nanoseconds, [] { return true; });
    start_working();
  }
  Preempt preempt(Context* cx) override {
    if (load().waiting.load(std::memory_order_relaxed) == 0) return Preempt::no;  // hints: the next beat checks again
    const std::uint32_t beats = cx->work.beats.load(std::memory_order_relaxed);   // only a clock
    if (beats - cx->work.acting_since < turn_beats) return Preempt::no;
    cx->work.yields = true;
    return Preempt::context;
  }
};

}  // namespace

Executor& process_executor() {
  static Threads threads;
  return threads;
}

}  // namespace hd
#endif
