#include "gc/world_trace.h"

#include "gc/visit.h"

namespace hd {

WorldTrace::WorldTrace(const std::vector<Heap*>& heaps) {
  for (Heap* heap : heaps) {
    heaps_[heap->home()] = heap;
    heap->begin_world_trace();
    for (const Object* guest : heap->wards()) keepers_[guest] = heap;
  }
}

void WorldTrace::mark(Object* object) {
  if (!object) return;
  const auto home = heaps_.find(block_of(object)->home);
  if (home == heaps_.end()) return met_outside(object);
  if (home->second != from_ || home->second->is_away(object)) home->second->export_object(object);
  if (home->second->set_marked(object)) work_.push_back(object);
}

void WorldTrace::trace() {
  while (!work_.empty()) {
    Object* object = work_.back();
    work_.pop_back();
    const Heap* heap = heaps_.at(block_of(object)->home);
    from_ = heap->is_away(object) ? keepers_.at(object) : heap;
    from_->visit(*this, object);
  }
}

}  // namespace hd
