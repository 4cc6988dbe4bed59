#include "runtime/world/reclaim.h"

#include <algorithm>

#include "gc/world_trace.h"
#include "runtime/context/retire.h"
#include "runtime/context/roots.h"
#include "runtime/routing/parcel.h"
#include "runtime/routing/sharing.h"
#include "runtime/world/adopt.h"
#include "runtime/world/stop.h"

namespace hd {

namespace {

/// What is not worth stopping the world for. Under stress little is enough.
std::size_t least_contexts(const Isolate* isolate) { return isolate->gc_stress ? 4 : 128; }
std::size_t least_exports(const Isolate* isolate) { return isolate->gc_stress ? 64 : 1 << 16; }

/// What the ended contexts' handles hold: results and errors, for whoever joins.
void mark_endings(Marker& marker, const std::vector<ContextHandle*>& handles) {
  for (const ContextHandle* handle : handles)
    if (const Parcel* ending = handle->ending.load(std::memory_order_relaxed))  // the world is stopped
      for (const Parcel::Item& item : ending->items)
        if (!item.is_text) marker.mark_values(&item.value, 1);
}

/// Readers of a read-shared object get hold of what it refers to without asking its home.
void export_again(Context* cx, const std::vector<Object*>& before) {
  for (Object* object : before)
    if (object->owner() == 0 && cx->heap->is_marked(object) &&
        cx->isolate->language->classes[object->class_id()].sharing == ClassSharing::owned)
      export_children(cx, object);
}

void trace_world(Isolate* isolate, const std::vector<Context*>& contexts) {
  std::vector<Heap*> heaps;
  std::vector<std::vector<Object*>> before;
  for (const Context* cx : contexts) {
    heaps.push_back(cx->heap);
    before.push_back(cx->heap->exports());
  }
  WorldTrace trace(heaps);
  for (const Context* cx : contexts)
    trace.mark_from(cx->heap, [&](Marker& marker) {
      cx->host->mark_roots(marker);
      cx->heap->mark_finalizable(marker);
    });
  trace.mark_from_outside([&](Marker& marker) {
    mark_endings(marker, isolate->handles);
    marker.mark_values(isolate->roots.data(), isolate->roots.size());  // any context reads them in place
    for (Object* constant : isolate->constants) marker.mark(constant);
  });
  for (std::size_t i = 0; i < contexts.size(); ++i) export_again(contexts[i], before[i]);
}

/// At its next safepoint.
void reclaim_soon(Context* cx) {
  if (cx->isolate->simulated) return;
  cx->reclaim_soon = true;
  cx->poll.store(1, std::memory_order_relaxed);  // read by this thread only, at its next safepoint
}

}  // namespace

std::size_t contexts_in_use(Isolate* isolate) {
  const std::lock_guard guard(isolate->lock);
  return isolate->contexts.size() - isolate->retired.size() - 1;
}

void note_export(Context* cx) {
  const std::size_t at = cx->reclaim_at ? cx->reclaim_at : least_exports(cx->isolate);
  if (HD_UNLIKELY(cx->heap->exports().size() >= at)) reclaim_soon(cx);
}

void note_context(Context* cx) {
  const std::size_t at = cx->isolate->reclaim_at.load(std::memory_order_relaxed);  // a hint
  if (contexts_in_use(cx->isolate) >= (at ? at : least_contexts(cx->isolate))) reclaim_soon(cx);
}

void reclaim_exports(Context* cx) {
  cx->reclaim_soon = false;
  Isolate* isolate = cx->isolate;
  const std::int64_t begin = isolate->observes ? now(isolate) : 0;
  StoppedWorld world(cx);
  if (!world.stopped()) return;
  world.drain();
  trace_world(isolate, world.contexts());
  for (Context* other : world.contexts()) {
    if (other != cx && is_over(other) && !other->heap->exports().empty()) adopt(cx, other);
    if (other != cx) retire(other);
    other->reclaim_at = std::max(least_exports(isolate), 2 * other->heap->exports().size());
  }
  isolate->reclaim_at.store(std::max(least_contexts(isolate), 2 * contexts_in_use(isolate)),
                            std::memory_order_relaxed);  // a hint
  ++cx->stats.reclaimed;
  if (HD_UNLIKELY(isolate->observes)) observe_span(cx, "reclaim", begin);
}

}  // namespace hd
