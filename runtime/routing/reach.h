// The state of an owned object: its fields, its arrays and local objects, and their state in turn. Nothing outside
// refers to those arrays and local objects.
#pragma once
#include <unordered_set>
#include <vector>

#include "gc/visit.h"
#include "runtime/state/context.h"

namespace hd {

template <class Part, class Other>
class StateVisitor final : public Marker {
 public:
  StateVisitor(const Context* cx, Part part, Other other)
      : heap_(*cx->heap), classes_(cx->isolate->language->classes), part_(part), other_(other) {}

  void run(Object* object) {
    heap_.visit(*this, object);
    while (!parts_.empty()) {
      Object* part = parts_.back();
      parts_.pop_back();
      heap_.visit(*this, part);
    }
  }

  /// Called for each reference in the state.
  void mark(Object* object) override {
    if (!object) return;
    const ClassInfo& info = classes_[object->class_id()];
    const bool part = info.kind == ClassKind::array || info.sharing == ClassSharing::local;
    if (!part || !heap_.keeps(object)) return other_(object);
    if (!seen_.insert(object).second) return;
    part_(object);
    parts_.push_back(object);
  }

 private:
  const Heap& heap_;
  const ClassInfo* classes_;
  Part part_;
  Other other_;
  std::unordered_set<Object*> seen_;
  std::vector<Object*> parts_;
};

/// Calls `part` for each array and local object in the state of `object`, which `cx` owns, and `other` for everything
/// else the state refers to, possibly more than once. Called by the thread acting for `cx`, or for all contexts in a
/// stopped world.
template <class Part, class Other>
void visit_state(const Context* cx, Object* object, Part part, Other other) {
  StateVisitor<Part, Other>(cx, part, other).run(object);
}

}  // namespace hd
