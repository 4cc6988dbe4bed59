#include "runtime/system/memory.h"

#include "gc/heap.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/control.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/value/object.h"

namespace hd {

void gc_collect_soon(Context* cx) {
  cx->memory.collect_soon = true;
  cx->poll.ask_self();  // read by this thread only, at its next safepoint
}

std::int64_t gc_count(Context* cx) { return static_cast<std::int64_t>(cx->heap->used()); }

void gc_set_running(Context* cx, bool running) { cx->memory.collects = running; }

bool gc_is_running(Context* cx) { return cx->memory.collects; }

bool gc_is_finalizing(Context* cx) { return cx->memory.finalizing && bottom_of(cx->current) == cx->memory.finalizing; }

namespace {

/// Faults unless `v` is an owned object of `cx`: a method may ask this only for its own object.
void check_own(Context* cx, Value v, const char* function) {
  const ClassInfo* classes = cx->isolate->language->classes;
  if (!v.is_object() || classes[v.as_object()->class_id()].sharing != ClassSharing::owned)
    fault(cx, "not an owned object", function);
  if (v.as_object()->owner() != cx->id) fault(cx, "an object of another context, or one that others read", function);
}

}  // namespace

void gc_set_weak(Context* cx, Value object, bool keys, bool values) {
  check_own(cx, object, "gc_set_weak");
  cx->heap->set_weak(object.as_object(), keys, values);
}

void gc_set_finalizable(Context* cx, Value object) {
  check_own(cx, object, "gc_set_finalizable");
  cx->heap->set_finalizable(object.as_object());
}

void gc_set_finalizer(Context* cx, Value f) {
  if (!f.is_nil() && !f.is_class(class_native)) fault(cx, "not a builtin", "gc_set_finalizer");
  const std::lock_guard guard(cx->isolate->lock);
  if (cx->isolate->contexts.size() > 2) fault(cx, "there is another context already", "gc_set_finalizer");
  cx->isolate->finalizer = f;
}

Value gc_take_dead(Context* cx) {
  if (gc_is_finalizing(cx)) cx->memory.finalizing->function = Value::nil();  // it runs; nil notes that it took one
  return Value::reference(cx->heap->take_dead());
}

Value gc_take_finalizable(Context* cx) { return Value::reference(cx->heap->take_finalizable()); }

Tasklet* finalizing_tasklet(Context* cx) {
  if (!cx->heap->has_dead() || cx->isolate->finalizer.is_nil()) return nullptr;
  if (cx->memory.finalizing && cx->memory.finalizing->state != TaskletState::dead) return nullptr;
  // A finalizer that failed or returned before it took any object would be called for the same objects forever.
  if (cx->memory.finalizing && !cx->memory.finalizing->function.is_nil()) {
    cx->memory.finalizing = nullptr;
    cx->heap->take_dead();
    if (!cx->heap->has_dead()) return nullptr;
  }
  cx->memory.finalizing = new_tasklet(cx, cx->isolate->finalizer, new_value_list(cx, nullptr, 0));
  cx->memory.finalizing->urgent = true;
  return cx->memory.finalizing;
}

}  // namespace hd
