#include "runtime/context/context.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "runtime/code/assembler.h"
#include "runtime/routing/request.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/value/memory.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

constexpr std::size_t max_contexts = 60000;  // the owner field has 16 bits; 0 is nobody

/// The collector's view of a context.
class ContextHost final : public HeapHost {
 public:
  explicit ContextHost(Context* cx) : cx_(cx) {}

  void grown(const Heap& heap) override {
    const std::uint64_t limit = cx_->isolate->max_heap;
    if ((heap.wants_collection() && cx_->collects) || (limit && heap.stats().footprint > limit))
      cx_->poll.store(1, std::memory_order_relaxed);  // read by this thread only, at its next safepoint
  }

  void mark_roots(Heap& heap) override {
    for (Object* object : cx_->exports) heap.mark(object);
    for (Tasklet* t : cx_->ready) heap.mark(t);
    heap.mark(cx_->current);
    heap.mark(cx_->main);
    heap.mark(cx_->finalizing);
    heap.mark(cx_->handle);
    mark(heap, cx_->outcome);
    mark(heap, cx_->error);
    for (Tasklet* t : cx_->tasklets)
      if (t->state == TaskletState::waiting) heap.mark(t);  // a reply will come
    if (cx_->id == 1) heap.mark_values(cx_->isolate->roots.data(), cx_->isolate->roots.size());
  }

  void mark_special(Heap& heap, Object* object) override {
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

  void finalize(Heap& heap) override {
    std::erase_if(cx_->tasklets, [&](Tasklet* t) {
      if (heap.is_marked(t)) return false;
      free_stack(t);
      return true;
    });
    std::erase_if(cx_->assemblers, [&](Asm* a) {
      if (heap.is_marked(a)) return false;
      delete a->state;
      return true;
    });
  }

 private:
  static void mark(Heap& heap, Value v) { heap.mark_values(&v, 1); }

  void mark_tasklet(Heap& heap, Tasklet* t) {
    heap.mark(t->waiting);
    heap.mark(t->resumer);
    heap.mark(t->arguments);
    mark(heap, t->function);
    mark(heap, t->delivered);
    if (t->state == TaskletState::waiting)
      heap.mark_values(t->request.args, static_cast<std::size_t>(t->request.nargs));
    if (t->stack) mark_stack(heap, t);
  }

  /// Live slots are marked; those above are cleared, so that no later frame finds a stale reference there.
  void mark_stack(Heap& heap, Tasklet* t) {
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

  Context* cx_;
};

}  // namespace

Context* new_context(Isolate* isolate) {
  auto* cx = new Context;
  cx->isolate = isolate;
  cx->dispatch = isolate->language->dispatch;
  cx->heap = new Heap(cx, *new ContextHost(cx), isolate->language->classes);
  reserve_results(cx, 64);
  {
    const std::lock_guard guard(isolate->lock);
    if (isolate->contexts.size() >= max_contexts) return nullptr;
    cx->id = static_cast<std::uint16_t>(isolate->contexts.size());
    isolate->contexts.push_back(cx);
  }
  for (std::uint32_t c = 0; c < max_classes; ++c) cx->expect[c] = c << 16 | cx->id;
  cx->handle = new_object<ContextHandle>(cx, class_context, false);
  cx->handle->context = cx;
  if (isolate->gc_stress) cx->poll.store(1, std::memory_order_relaxed);  // only this thread knows the context yet
  return cx;
}

void collect(Context* cx) {
  cx->heap->collect();
  ++cx->collections;
}

/// Between two bytecodes, or with nothing running.
void housekeeping(Context* cx) {
  cx->poll.store(cx->isolate->gc_stress ? 1 : 0,
                 std::memory_order_seq_cst);  // before the look at the inbox: a pusher that comes later marks it again
  serve_inbox(cx);
  if (cx->isolate->gc_stress || cx->collect_soon || (cx->collects && cx->heap->wants_collection())) collect(cx);
  cx->collect_soon = false;
}

HD_CC void safepoint(HD_ARGS) {
  cx->pc = pc;
  housekeeping(cx);
  const std::uint64_t limit = cx->isolate->max_heap;
  if (HD_UNLIKELY(limit && cx->heap->stats().footprint > limit)) {
    collect(cx);
    if (cx->heap->stats().live_bytes > limit - limit / 16) {
      raise_text(cx, "not enough memory");
      HD_TAIL raise(HD_PASS);
    }
  }
  Tasklet* finalizing = finalizing_tasklet(cx);
  if (finalizing || (cx->isolate->preempt && cx->isolate->preempt(cx))) {
    Tasklet* t = cx->current;
    t->pc = pc;
    t->waiting = nullptr;
    save_tasklet(cx);
    t->state = TaskletState::ready;
    cx->ready.push_front(t);
    if (finalizing) cx->ready.push_front(finalizing);
    cx->current = nullptr;
    return;
  }
  HD_DISPATCH;
}

bool has_work(const Context* cx) { return !cx->ready.empty() || !cx->inbox.looks_empty(); }

bool step(Context* cx) {
  housekeeping(cx);
  if (Tasklet* finalizing = finalizing_tasklet(cx)) cx->ready.push_front(finalizing);
  if (cx->ready.empty()) return false;
  Tasklet* t = cx->ready.front();
  cx->ready.pop_front();
  cx->current = t;
  cx->isolate->language->run(cx, t);
  if (cx->finished) cx->done.store(1, std::memory_order_release);  // publishes the outcome to context_status
  return true;
}

}  // namespace hd
