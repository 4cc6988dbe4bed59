// What the collector asks of a context: where its roots are, and what its machine objects refer to.
#include "runtime/contexts/roots.h"

#include <algorithm>

#include "runtime/code/assembler.h"
#include "runtime/code/frames.h"
#include "runtime/code/inspect.h"
#include "runtime/code/trace.h"
#include "runtime/routing/request.h"
#include "runtime/routing/sharing.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/tasklet.h"

namespace hd {

void ContextHost::grown(const Heap& heap) {
  const std::uint64_t limit = cx_->isolate->max_heap;
  if ((heap.wants_collection() && cx_->memory.collects) || (limit && heap.stats().footprint > limit))
    cx_->poll.ask_self();
}

void ContextHost::mark_roots(Marker& marker) {
  forget_free_frames(cx_);
  for (Tasklet* t : cx_->schedule.ready) marker.mark(t);
  marker.mark(cx_->current);
  marker.mark(cx_->main);
  marker.mark(cx_->memory.finalizing);
  marker.mark(cx_->schedule.choosing);
  marker.mark(cx_->work.leaving);
  for (Value v : {cx_->error, cx_->schedule.policy, cx_->faulted.error}) marker.mark_values(&v, 1);
  for (Tasklet* t : cx_->schedule.tasklets)
    if (t->state == TaskletState::waiting || t->held) marker.mark(t);  // a reply, a wake or a thaw will come
  for (const Timer& timer : cx_->schedule.timers) marker.mark(timer.tasklet);
  for (const TakeBack* t : cx_->requests.take_backs) marker.mark(t->object);
  for (Call* call : cx_->requests.abandoned) call->mark(marker);
  for (const PostponedCall& p : cx_->requests.postponed) p.call->mark(marker);
  for (const Change& change : cx_->changes) {
    marker.mark(change.object);
    marker.mark_values(&change.value, 1);
  }
  for (const Trigger* trigger : cx_->interrupts.triggers) {
    const Value values[] = {trigger->handler, trigger->handle};
    marker.mark_values(values, 2);
    marker.mark(trigger->running);
  }
  if (cx_->id == 1) marker.mark_values(cx_->isolate->roots.data(), cx_->isolate->roots.size());
}

void ContextHost::mark_machine_object(Marker& marker, Object* object) {
  if (object->class_id() == class_tasklet) return mark_tasklet(marker, static_cast<Tasklet*>(object));
  if (object->class_id() != class_asm) return;
  const AsmState* s = static_cast<Asm*>(object)->state;
  marker.mark_values(s->consts.data(), s->consts.size());
  marker.mark(s->name);
  marker.mark(s->source);
  marker.mark(s->data);
  for (Str* text : s->texts) marker.mark(text);
}

void ContextHost::finalize(Heap& heap) {
  std::erase_if(cx_->schedule.tasklets, [&](Tasklet* t) {
    if (heap.is_marked(t)) return false;
    if (t->trace) forget_traced(cx_);
    free_tasklet(t);
    return true;
  });
  std::erase_if(cx_->assembly.unfinished, [&](Asm* a) {
    if (heap.is_marked(a)) return false;
    delete a->state;
    return true;
  });
}

void ContextHost::mark_tasklet(Marker& marker, Tasklet* t) {
  marker.mark(t->waiting);
  marker.mark(t->resumer);
  marker.mark(t->held);
  marker.mark(t->handle);
  marker.mark(t->reason);
  if (t->joiners)
    for (const Waiter& joiner : *t->joiners) marker.mark(joiner.tasklet);
  const Value values[] = {t->function, t->delivered, t->pending_error, t->handler};
  marker.mark_values(values, std::size(values));
  if (t->trace) {
    const Value traced[] = {t->trace->tracer, t->trace->data};
    marker.mark_values(traced, std::size(traced));
    marker.mark_values(t->trace->results.data(), t->trace->results.size());
  }
  if (t->request) t->request->mark(marker);
  if (t->stack) mark_stack(marker, t);
}

namespace {

/// Where the tasklet is between two bytecodes; null if it is within one, or never ran.
const std::uint64_t* place_of(const Context* cx, const Tasklet* t) {
  if (t == cx->current) return cx->pc;
  return t->waiting ? nullptr : t->pc;
}

/// The number of slots in use in the innermost frame.
std::int64_t slots_in_use(Value callee, Value word, std::int64_t open, const std::uint64_t* pc) {
  if (callee.as_object()->class_id() == class_native) return link_extra(word) + 1;
  const Code* code = callee.as<Callable>()->code;
  const std::int64_t live = pc ? live_registers(code, pc - code->start()) : -1;
  return live >= 0 ? live : std::max(code->nregs, open) + 1;
}

}  // namespace

/// Marks live slots, and clears those above, so that no later frame finds a stale reference there.
void ContextHost::mark_stack(Marker& marker, Tasklet* t) {
  Value* base = t == cx_->current ? cx_->base : t->base;
  const std::int64_t open = t == cx_->current ? cx_->open : t->open;
  Value* top = base;
  if (base[-3].is_object()) top += slots_in_use(base[-3], base[-1], open, place_of(cx_, t));
  top = std::min(top, t->stack_end);
  marker.mark_values(t->stack, static_cast<std::size_t>(top - t->stack));
  std::fill(top, t->stack_end, Value::nil());
}

}  // namespace hd
