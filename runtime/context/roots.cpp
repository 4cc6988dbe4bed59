// What the collector asks of a context: where its roots are, and what its machine objects refer to.
#include "runtime/context/roots.h"

#include <algorithm>

#include "runtime/code/assembler.h"
#include "runtime/routing/sharing.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/tasklet.h"

namespace hd {

void ContextHost::grown(const Heap& heap) {
  const std::uint64_t limit = cx_->isolate->max_heap;
  if ((heap.wants_collection() && cx_->collects) || (limit && heap.stats().footprint > limit))
    cx_->poll.store(1, std::memory_order_relaxed);  // read by this thread only, at its next safepoint
}

void ContextHost::mark_roots(Heap& heap) {
  for (Object* object : cx_->exports) heap.mark(object);
  for (Tasklet* t : cx_->ready) heap.mark(t);
  heap.mark(cx_->current);
  heap.mark(cx_->main);
  heap.mark(cx_->finalizing);
  heap.mark(cx_->choosing);
  heap.mark(cx_->leaving);
  for (Value v : {cx_->error, cx_->policy}) heap.mark_values(&v, 1);
  for (Tasklet* t : cx_->tasklets)
    if (t->state == TaskletState::waiting || t->held) heap.mark(t);  // a reply, a wake or a thaw will come
  for (const Timer& timer : cx_->timers) heap.mark(timer.tasklet);
  for (const TakeBack* t : cx_->take_backs) heap.mark(t->object);
  for (const Line* line : cx_->lines) {
    const Value values[] = {line->handler, line->handle};
    heap.mark_values(values, 2);
    heap.mark(line->running);
  }
  if (cx_->id == 1) heap.mark_values(cx_->isolate->roots.data(), cx_->isolate->roots.size());
}

void ContextHost::mark_special(Heap& heap, Object* object) {
  if (object->class_id() == class_tasklet) return mark_tasklet(heap, static_cast<Tasklet*>(object));
  if (object->class_id() != class_asm) return;
  const AsmState* s = static_cast<Asm*>(object)->state;
  heap.mark_values(s->consts.data(), s->consts.size());
  heap.mark(s->name);
  heap.mark(s->source);
  heap.mark(s->data);
  for (const auto& n : s->notes) heap.mark(n.text);
  for (const auto& l : s->locals) heap.mark(l.name);
}

void ContextHost::finalize(Heap& heap) {
  std::erase_if(cx_->tasklets, [&](Tasklet* t) {
    if (heap.is_marked(t)) return false;
    free_tasklet(t);
    return true;
  });
  std::erase_if(cx_->assemblers, [&](Asm* a) {
    if (heap.is_marked(a)) return false;
    delete a->state;
    return true;
  });
}

void ContextHost::mark_tasklet(Heap& heap, Tasklet* t) {
  heap.mark(t->waiting);
  heap.mark(t->resumer);
  heap.mark(t->held);
  heap.mark(t->handle);
  heap.mark(t->reason);
  if (t->joiners)
    for (const Waiter& joiner : *t->joiners) heap.mark(joiner.tasklet);
  const Value values[] = {t->function, t->delivered, t->signal};
  heap.mark_values(values, std::size(values));
  if (t->request) heap.mark_values(t->request->args, static_cast<std::size_t>(t->request->nargs));
  if (t->stack) mark_stack(heap, t);
}

/// Live slots are marked; those above are cleared, so that no later frame finds a stale reference there.
void ContextHost::mark_stack(Heap& heap, Tasklet* t) {
  Value* base = t == cx_->current ? cx_->base : t->base;
  const std::int64_t open = t == cx_->current ? cx_->open : t->open;
  const Value f = base[-3];
  Value* top = base;
  if (f.is_object())
    top += f.as_object()->class_id() == class_native ? link_extra(base[-1])
                                                     : std::max(f.as<Callable>()->code->nregs, open);
  top = std::min(top + 1, t->stack_end);
  heap.mark_values(t->stack, static_cast<std::size_t>(top - t->stack));
  std::fill(top, t->stack_end, Value::nil());
}

}  // namespace hd
