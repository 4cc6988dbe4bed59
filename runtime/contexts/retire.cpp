#include "runtime/contexts/retire.h"

#include <utility>

#include "runtime/code/assembler.h"
#include "runtime/code/frames.h"
#include "runtime/contexts/create.h"
#include "runtime/routing/claim.h"
#include "runtime/routing/sharing.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/tasklet/wait.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

/// Returns true if the context is over and no other one can hold an object of it. Called by the thread acting for it.
bool leaves_nothing(const Context* cx) {
  return is_over(cx) && cx->heap->exports().empty() && cx->heap->wards().empty();
}

/// Resets a claimed context, except for its number and what other threads may read.
void renew(Context* cx) {
  for (Tasklet* t : cx->schedule.tasklets) free_tasklet(t);
  for (const Trigger* trigger : cx->interrupts.triggers) delete trigger;
  for (const Asm* a : cx->assembly.unfinished) delete a->state;
  cx->interrupts.raised_triggers.store(
      0,
      std::memory_order_relaxed);  // signals that came after their trigger was detached
  forget_free_frames(cx);
  delete cx->heap;
  cx->heap = new Heap(cx, *cx->host, cx->isolate->language->classes);
  cx->schedule.tasklets.clear();
  cx->assembly.unfinished.clear();
  cx->interrupts.triggers.clear();
  cx->schedule.timers.clear();
  cx->use = {};
  cx->error = cx->schedule.policy = cx->pending_value = Value::nil();
  cx->current = cx->main = cx->memory.finalizing = cx->schedule.choosing = nullptr;
  cx->resumed = cx->spill_tail = nullptr;
  cx->base = cx->stack_end = nullptr;
  cx->finished = cx->memory.collect_soon = false;
  cx->memory.collects = true;
  cx->schedule.tasklets_made = 0;
  cx->seen.report(cx->isolate->epoch.now());  // it reads nothing yet
  cx->handle = new_handle(cx);
}

}  // namespace

bool is_over(const Context* cx) {
  if (!cx->finished || cx->id == 1 || !cx->schedule.ready.empty() || !cx->requests.take_backs.empty() ||
      !cx->changes.empty() || cx->work.outside || !cx->inbox.looks_empty() || !cx->requests.joiners.empty() ||
      !cx->requests.abandoned.empty() || next_deadline(cx) >= 0 || waits_for_interrupts(cx))
    return false;
  for (const Tasklet* t : cx->schedule.tasklets)
    if (t->state == TaskletState::waiting || t->held) return false;
  return true;
}

void retire(Context* cx) {
  Isolate* isolate = cx->isolate;
  if (isolate->simulated || cx->retired || !leaves_nothing(cx)) return;
  cx->retired = true;
  const std::uint64_t epoch = isolate->epoch.begin();
  const std::lock_guard guard(isolate->lock);
  isolate->retired.push_back({cx, epoch});
}

Context* reuse_context(Context* by) {
  Isolate* isolate = by->isolate;
  RetiredContext oldest;
  {
    const std::lock_guard guard(isolate->lock);
    if (isolate->retired.empty()) return nullptr;
    oldest = isolate->retired.front();
    isolate->retired.pop_front();
  }
  pass_safepoint(by);  // this thread has nothing to do with it now
  Context* cx = oldest.context;
  const bool quiet = all_have_seen(by, oldest.epoch);
  if (quiet && cx->actor.claim()) {
    if (leaves_nothing(cx)) {
      renew(cx);
      cx->retired = false;
      cx->actor.release();  // no other thread knows it: no request can have come
      return cx;
    }
    cx->retired = false;  // something was left after all
    finish_claim(cx);
    return nullptr;
  }
  const std::lock_guard guard(isolate->lock);
  isolate->retired.push_back(oldest);
  return nullptr;
}

}  // namespace hd
