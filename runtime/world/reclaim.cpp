#include "runtime/world/reclaim.h"

#include <algorithm>
#include <utility>

#include "gc/world_trace.h"
#include "runtime/contexts/create.h"
#include "runtime/contexts/retire.h"
#include "runtime/contexts/roots.h"
#include "runtime/observe/observe.h"
#include "runtime/observe/tally.h"
#include "runtime/routing/export.h"
#include "runtime/routing/move.h"
#include "runtime/routing/parcel.h"
#include "runtime/routing/sharing.h"
#include "runtime/state/context.h"
#include "runtime/world/adopt.h"
#include "runtime/world/stop.h"

namespace hd {

namespace {

/// Handles belong to no heap: those that are reached keep the results and errors of ended contexts alive for joiners.
class Trace final : public WorldTrace {
 public:
  using WorldTrace::WorldTrace;
  void reach(ContextHandle* handle) {
    if (std::exchange(handle->reached, true)) return;
    if (Parcel* ending = handle->ending.load(std::memory_order_relaxed)) endings_.push_back(ending);  // world stopped
  }
  /// Called after everything else is marked.
  void mark_endings() {
    while (!endings_.empty()) {
      const Parcel* ending = endings_.back();
      endings_.pop_back();
      mark_from_outside([&](Marker& marker) {
        for (const Parcel::Item& item : ending->items)
          if (!item.is_text) marker.mark_values(&item.value, 1);
      });
    }
  }

 private:
  void met_outside(Object* object) override {
    if (object->class_id() == class_context) reach(static_cast<ContextHandle*>(object));
  }

  std::vector<const Parcel*> endings_;
};

/// Makes handles that nothing refers to available for reuse.
void drop_handles(Isolate* isolate) {
  std::erase_if(isolate->handles, [&](ContextHandle* handle) {
    if (std::exchange(handle->reached, false)) return false;
    delete handle->ending.load(std::memory_order_relaxed);  // world stopped
    isolate->spare_handles.push_back(handle);
    return true;
  });
}

void trace_world(Isolate* isolate, const std::vector<Context*>& contexts) {
  std::vector<Heap*> heaps;
  for (const Context* cx : contexts) {
    heaps.push_back(cx->heap);
  }
  Trace trace(heaps);
  for (const Context* cx : contexts) {
    trace.reach(cx->handle);
    trace.mark_from(cx->heap, [&](Marker& marker) {
      cx->host->mark_roots(marker);
      cx->heap->mark_finalizable(marker);
    });
  }
  trace.mark_from_outside([&](Marker& marker) {
    marker.mark_values(isolate->roots.data(), isolate->roots.size());  // any context reads them in place
    for (Object* constant : isolate->constants) marker.mark(constant);
  });
  trace.mark_endings();
  forget_dead_moves(isolate);
  if (isolate->stats) tally_deaths(isolate);
  for (const Context* cx : contexts) cx->heap->forget_dead_wards();
  drop_handles(isolate);
}

}  // namespace

void reclaim_exports(Context* cx) {
  cx->reclaim.reclaim_soon = false;
  Isolate* isolate = cx->isolate;
  const std::int64_t begin = observes(cx) ? now(isolate) : 0;
  StoppedWorld world(cx);
  if (!world.stopped()) {  // do not retry at once
    cx->reclaim.reclaim_at = 2 * cx->heap->exports().size();
    isolate->reclaim_at.store(2 * contexts_in_use(isolate), std::memory_order_relaxed);  // a hint
    return;
  }
  world.drain();
  trace_world(isolate, world.contexts());
  for (Context* other : world.contexts()) {
    if (other != cx && is_over(other) && !(other->heap->exports().empty() && other->heap->wards().empty()))
      adopt(cx, other);
    if (other != cx) retire(other);
    other->reclaim.reclaim_at = std::max(least_exports(other), 2 * other->heap->exports().size());
  }
  isolate->reclaim_at.store(std::max(least_contexts(isolate), 2 * contexts_in_use(isolate)),
                            std::memory_order_relaxed);  // a hint
  ++cx->stats.reclaimed;
  if (observes(cx)) observe_span(cx, "reclaim", begin);
}

}  // namespace hd
