#include "runtime/context/context.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <utility>

#include "runtime/code/mutate.h"
#include "runtime/context/roots.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/lease.h"
#include "runtime/routing/request.h"
#include "runtime/routing/sharing.h"
#include "runtime/tasklet/blocking.h"
#include "runtime/tasklet/control.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/tasklet/wait.h"
#include "runtime/value/flush.h"
#include "runtime/value/memory.h"
#include "runtime/value/object.h"
#include "runtime/worker/heartbeat.h"
#include "runtime/world/change.h"
#include "runtime/world/reclaim.h"
#include "runtime/world/stop.h"

namespace hd {

namespace {

constexpr std::size_t max_contexts = 60000;  // the owner field has 16 bits; 0 is nobody

}  // namespace

ContextHandle* new_handle(Context* cx) {
  Isolate* isolate = cx->isolate;
  const std::lock_guard guard(isolate->lock);
  ContextHandle* handle;
  if (isolate->spare_handles.empty()) {
    handle = static_cast<ContextHandle*>(allocate_immortal(sizeof(ContextHandle)));
  } else {
    handle = isolate->spare_handles.back();
    isolate->spare_handles.pop_back();
  }
  handle->header = make_header(0, class_context);
  handle->id = cx->id;
  handle->context = cx;
  handle->ending.store(nullptr, std::memory_order_relaxed);  // not published yet
  handle->reached = false;
  isolate->handles.push_back(handle);
  return handle;
}

Context* new_context(Isolate* isolate) {
  auto* cx = new Context;
  cx->isolate = isolate;
  cx->dispatch = isolate->language->dispatch;
  cx->host = new ContextHost(cx);
  cx->heap = new Heap(cx, *cx->host, isolate->language->classes);
  reserve_results(cx, 64);
  {
    const std::lock_guard guard(isolate->lock);
    if (isolate->contexts.size() >= max_contexts) return nullptr;
    isolate->contexts.reserve(max_contexts);
    cx->id = static_cast<std::uint16_t>(isolate->contexts.size());
    // It reads nothing yet: whoever began a take-back before published the new header with the epoch.
    cx->seen.store(isolate->epoch.load(std::memory_order_seq_cst), std::memory_order_relaxed);
    isolate->contexts.push_back(cx);
  }
  for (std::uint32_t c = 0; c < max_classes; ++c) cx->expect[c] = c << 16 | cx->id;
  cx->handle = new_handle(cx);
  if (isolate->gc_stress) cx->poll.store(1, std::memory_order_relaxed);  // only this thread knows the context yet
  return cx;
}

void collect(Context* cx) {
  const std::int64_t begin = cx->isolate->observes ? now(cx->isolate) : 0;
  cx->heap->collect();
  ++cx->collections;
  if (HD_UNLIKELY(cx->isolate->observes)) observe_span(cx, "collect", begin);
}

void end_process(Isolate* isolate, std::int64_t status) {
  static std::mutex ending;
  ending.lock();  // for ever: a thread that comes later has nothing more to do
  if (isolate->stats) print_statistics(isolate);
  if (isolate->traces && !write_trace(isolate, isolate->trace_path))
    std::fprintf(stderr, "cannot write the trace to '%s'\n", isolate->trace_path.c_str());
  flush_at_exit();
  _exit(static_cast<int>(status));
}

std::int64_t now(const Isolate* isolate) {
  if (isolate->simulated) return isolate->virtual_time;
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

namespace {

/// Under stress: at every safepoint. At one of many where much is alive, or no deep recursion would come to its end.
bool stress_collects(Context* cx) {
  if (HD_LIKELY(!cx->isolate->gc_stress)) return false;
  if (cx->stress_rests > 0) {
    --cx->stress_rests;
    return false;
  }
  const std::uint64_t stack = cx->current ? static_cast<std::uint64_t>(cx->stack_end - cx->current->stack) : 0;
  const std::uint64_t megabytes = (cx->heap->used() + stack * sizeof(Value)) >> 20;
  cx->stress_rests = 4 * megabytes * megabytes;
  return true;
}

/// Between two bytecodes, or with nothing running.
void housekeeping(Context* cx) {
  let_go(cx);
  stop_when_asked(cx);
  // Before the look at the inbox: a pusher that comes later marks it again.
  if (cx->poll.load(std::memory_order_seq_cst))
    cx->poll.store(cx->isolate->gc_stress ? 1 : 0, std::memory_order_seq_cst);
  HD_MUTATE(cx->poll.store(1, std::memory_order_relaxed);)  // each safepoint looks at the time; this thread reads it
  pass_safepoint(cx);
  serve_inbox(cx);
  if (HD_UNLIKELY(cx->served_in_a_row >= cx->lease_after)) lease(cx);
  if (HD_UNLIKELY(!cx->take_backs.empty())) finish_take_backs(cx);
  if (stress_collects(cx) || cx->collect_soon || (cx->collects && cx->heap->wants_collection())) collect(cx);
  cx->collect_soon = false;
  if (HD_UNLIKELY(cx->reclaim_soon)) reclaim_exports(cx);
  if (HD_UNLIKELY(!cx->changes.empty())) make_changes(cx);
  if (!cx->timers.empty()) fire_timers(cx);
  if (HD_UNLIKELY(!cx->interrupting.empty())) interrupt_again(cx);
  if (HD_UNLIKELY(!cx->put_off.empty())) send_due(cx);
  if (!cx->take_backs.empty()) cx->poll.store(1, std::memory_order_relaxed);  // look again; read by this thread only
}

/// Tasklets that go ahead of all others became ready.
bool urgent_work(Context* cx) {
  bool urgent = run_interrupts(cx);
  if (Tasklet* finalizing = finalizing_tasklet(cx)) {
    cx->ready.push_front(finalizing);
    urgent = true;
  }
  return urgent;
}

bool slice_is_over(const Context* cx) {
  const std::uint32_t patience = cx->isolate->gc_stress ? 100 : 1;  // under stress all is as much slower
  const std::uint32_t limit = cx->current == cx->choosing ? policy_beats * patience : slice_beats;
  return !cx->ready.empty() && cx->beats.load(std::memory_order_relaxed) - cx->slice_start >= limit;
}

/// Puts the running tasklet, which is between two bytecodes, aside.
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
  if (HD_UNLIKELY(cx->current->signalled)) {
    cx->ready.push_front(preempt(cx, pc));  // the error is raised as it goes on
    return;
  }
  const std::size_t before = cx->ready.size();
  if (urgent_work(cx)) {
    const auto ahead = static_cast<std::ptrdiff_t>(cx->ready.size() - before);
    Tasklet* t = preempt(cx, pc);
    cx->ready.insert(cx->ready.begin() + ahead, t);
    return;
  }
  const Preempt asked = cx->isolate->preempt ? cx->isolate->preempt(cx) : Preempt::no;
  const Tasklet* bottom = bottom_of(cx->current);
  const bool turn_is_over = !bottom->urgent && (slice_is_over(cx) || asked == Preempt::tasklet);
  if (turn_is_over || HD_UNLIKELY(bottom->frozen)) {
    cx->switch_cause = SwitchCause::slice;
    cx->ready.push_back(preempt(cx, pc));
    return;
  }
  if (asked == Preempt::context) {
    cx->ready.push_front(preempt(cx, pc));
    return;
  }
  HD_DISPATCH;
}

bool has_work(const Context* cx) {
  return !cx->ready.empty() || !cx->inbox.looks_empty() || !cx->take_backs.empty() || !cx->changes.empty() ||
         cx->raised_lines.load(std::memory_order_seq_cst) ||
         cx->seen.load(std::memory_order_relaxed) < cx->isolate->epoch.load(std::memory_order_seq_cst);
}

bool step(Context* cx) {
  housekeeping(cx);
  urgent_work(cx);
  Tasklet* t = take_next(cx);
  if (!t) return !cx->take_backs.empty() || !cx->changes.empty();
  const bool shares_thread = cx->isolate->preempt && cx->isolate->contexts.size() > 2;
  if (cx->ready.empty() && next_deadline(cx) < 0 && !shares_thread)
    want_no_beat(cx);
  else
    want_beat(cx);
  cx->current = t;
  if (cx->isolate->simulated) cx->poll.store(1, std::memory_order_relaxed);  // the first safepoint asks `preempt`
  if (t != cx->choosing) cx->switch_cause = SwitchCause::waits;
  const std::int64_t begin = cx->isolate->observes ? now(cx->isolate) : 0;
  cx->isolate->language->run(cx, t);
  let_go(cx);
  if (HD_UNLIKELY(cx->isolate->observes)) observe_span(cx, "run", begin);
  if (cx->leaving && cx->isolate->simulated) {
    Tasklet* t = std::exchange(cx->leaving, nullptr);
    t->blocking->run();
    finish_blocking(cx, t);
  }
  return true;
}

}  // namespace hd
