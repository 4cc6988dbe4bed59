#include "runtime/machine/step.h"

#include <utility>

#include "runtime/code/frames.h"
#include "runtime/code/mutate.h"
#include "runtime/code/suspend.h"
#include "runtime/observe/collect.h"
#include "runtime/observe/observe.h"
#include "runtime/observe/tally.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/lease.h"
#include "runtime/routing/request.h"
#include "runtime/routing/sharing.h"
#include "runtime/routing/turn.h"
#include "runtime/shape/fields.h"
#include "runtime/state/context.h"
#include "runtime/state/executor.h"
#include "runtime/system/memory.h"
#include "runtime/tasklet/blocking.h"
#include "runtime/tasklet/control.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/tasklet/wait.h"
#include "runtime/value/object.h"
#include "runtime/world/change.h"
#include "runtime/world/reclaim.h"
#include "runtime/world/stop.h"

namespace hd {

namespace {

/// Under GC stress, collects at every safepoint; less often when much is alive, or deep recursion would never finish.
bool stress_collects(Context* cx) {
  if (HD_LIKELY(!cx->isolate->gc_stress)) return false;
  if (cx->memory.stress_rests > 0) {
    --cx->memory.stress_rests;
    return false;
  }
  const std::uint64_t stack = cx->current ? static_cast<std::uint64_t>(cx->stack_end - cx->current->stack) : 0;
  const std::uint64_t megabytes = (cx->heap->used() + stack * sizeof(Value)) >> 20;
  cx->memory.stress_rests = 4 * megabytes * megabytes;
  return true;
}

/// Called between two bytecodes, or with no tasklet running.
void housekeeping(Context* cx) {
  if (HD_UNLIKELY(cx->hold.held != nullptr)) look_after_held(cx);
  stop_when_asked(cx);
  // Before the check of the inbox: a later pusher sets the word again.
  cx->poll.take(cx->isolate->gc_stress || cx->isolate->cache_stress);
  if (HD_UNLIKELY(cx->isolate->cache_stress)) forget_lookups(cx);
  HD_MUTATE(cx->poll.ask_self();)  // makes each safepoint check the time
  pass_safepoint(cx);
  serve_inbox(cx);
  // In a lease, and with the world stopped, this thread holds no other context.
  if (HD_UNLIKELY(may_lease(cx) || !cx->changes.empty())) let_go(cx);
  if (HD_UNLIKELY(may_lease(cx))) consider_lease(cx);
  if (HD_UNLIKELY(!cx->requests.take_backs.empty())) finish_take_backs(cx);
  if (stress_collects(cx) || cx->memory.collect_soon || (cx->memory.collects && cx->heap->wants_collection()))
    collect(cx);
  cx->memory.collect_soon = false;
  if (HD_UNLIKELY(cx->reclaim.reclaim_soon)) {
    let_go(cx);
    reclaim_exports(cx);
  }
  if (HD_UNLIKELY(!cx->changes.empty())) make_changes(cx);
  if (!cx->schedule.timers.empty()) fire_timers(cx);
  if (HD_UNLIKELY(!cx->work.interrupting.empty())) cx->isolate->executor->interrupt_again(cx);
  if (HD_UNLIKELY(!cx->requests.postponed.empty())) send_due(cx);
  if (!cx->requests.take_backs.empty()) cx->poll.ask_self();  // check again
}

/// Returns true if tasklets that run before all others became ready.
bool urgent_work(Context* cx) {
  bool urgent = run_interrupts(cx);
  if (Tasklet* finalizing = finalizing_tasklet(cx)) {
    cx->schedule.ready.push_front(finalizing);
    urgent = true;
  }
  return urgent;
}

bool slice_is_over(const Context* cx) {
  const std::uint32_t patience = cx->isolate->gc_stress ? 100 : 1;  // everything is slower under stress
  const std::uint32_t limit = cx->current == cx->schedule.choosing ? policy_beats * patience : slice_beats;
  return !cx->schedule.ready.empty() &&
         cx->work.beats.load(std::memory_order_relaxed) - cx->schedule.slice_start >= limit;  // only a clock
}

/// Sets aside the running tasklet, which is between two bytecodes.
Tasklet* preempt(Context* cx, const std::uint64_t* pc) {
  Tasklet* t = cx->current;
  t->pc = pc;
  t->waiting = nullptr;
  save_tasklet(cx);
  t->state = TaskletState::ready;
  cx->current = nullptr;
  return t;
}

}  // namespace

HD_CC void safepoint(HD_ARGS) {
  cx->pc = pc;
  HD_MUTATE(end_in_time(cx);)
  housekeeping(cx);
  const std::uint64_t limit = cx->isolate->max_heap;
  if (HD_UNLIKELY(limit && cx->heap->stats().footprint > limit)) {
    collect(cx);
    if (cx->heap->stats().live_bytes > limit - limit / 16) {
      raise_failure(cx, Failure::out_of_memory);
      HD_TAIL raise(HD_PASS);
    }
  }
  if (HD_UNLIKELY(cx->current->has_pending_error)) {
    cx->schedule.ready.push_front(preempt(cx, pc));  // the error is raised when it continues
    return;
  }
  const std::size_t before = cx->schedule.ready.size();
  if (urgent_work(cx)) {
    const auto ahead = static_cast<std::ptrdiff_t>(cx->schedule.ready.size() - before);
    Tasklet* t = preempt(cx, pc);
    cx->schedule.ready.insert(cx->schedule.ready.begin() + ahead, t);
    return;
  }
  const Preempt asked = cx->isolate->executor->preempt(cx);
  const Tasklet* bottom = bottom_of(cx->current);
  const bool turn_is_over = !bottom->urgent && (slice_is_over(cx) || asked == Preempt::tasklet);
  if (turn_is_over || HD_UNLIKELY(bottom->frozen)) {
    cx->schedule.switch_cause = SwitchCause::slice;
    cx->schedule.ready.push_back(preempt(cx, pc));
    return;
  }
  if (asked == Preempt::context) {
    cx->schedule.ready.push_front(preempt(cx, pc));
    return;
  }
  HD_DISPATCH;
}

bool has_work(const Context* cx) {
  return !cx->schedule.ready.empty() || !cx->inbox.looks_empty() || !cx->requests.take_backs.empty() ||
         !cx->changes.empty() ||
         cx->interrupts.raised_triggers.load(std::memory_order_seq_cst) ||  // partner: on_signal
         !cx->seen.reached(cx->isolate->epoch.now());
}

namespace {

/// Returns true if the emulator has interrupted `t` to let other contexts run, as on other processors: to them `cx`
/// still runs, and keeps what it holds.
bool is_paused(const Context* cx, const Tasklet* t) {
  return cx->isolate->simulated && !cx->schedule.ready.empty() && cx->schedule.ready.front() == t;
}

}  // namespace

bool step(Context* cx) {
  housekeeping(cx);
  urgent_work(cx);
  Tasklet* t = take_next(cx);
  if (HD_UNLIKELY(!t && cx->turn.is_closed())) {
    end_turn(cx, false);
    return true;
  }
  if (!t) {
    let_go(cx);  // of what an interrupted tasklet held, before it ended
    return !cx->requests.take_backs.empty() || !cx->changes.empty();
  }
  const bool shares_thread = cx->isolate->shares_thread && cx->isolate->contexts.size() > 2;
  if (cx->schedule.ready.empty() && next_deadline(cx) < 0 && !shares_thread && !cx->turn.is_closed())
    want_no_beat(cx);
  else
    want_beat(cx);
  cx->current = t;
  if (cx->isolate->simulated) cx->poll.ask_self();  // the first safepoint asks `preempt`
  if (t != cx->schedule.choosing) cx->schedule.switch_cause = SwitchCause::waits;
  const std::int64_t begin = observes(cx) ? now(cx->isolate) : 0;
  cx->isolate->language->run(cx, t);
  if (!is_paused(cx, t)) let_go(cx);
  if (observes(cx)) observe_span(cx, "run", begin);
  if (cx->work.leaving && cx->isolate->simulated) {
    Tasklet* t = std::exchange(cx->work.leaving, nullptr);
    t->blocking->run();
    finish_blocking(cx, t);
  }
  return true;
}

}  // namespace hd
