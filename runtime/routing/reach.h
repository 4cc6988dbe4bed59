// The state of an owned object: its fields, its arrays and local objects, and their state in turn. Nothing outside
// refers to those arrays and local objects.
#pragma once
#include <algorithm>
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

  std::size_t run(Object* object) {
    heap_.visit(*this, object);
    for (std::size_t i = 0; i < parts_.size(); ++i) heap_.visit(*this, parts_[i]);
    return references_;
  }

  /// Called for each reference in the state.
  void mark(Object* object) override {
    if (!object) return;
    ++references_;
    const ClassInfo& info = classes_[object->class_id()];
    const bool part = info.kind == ClassKind::array || info.sharing == ClassSharing::local;
    if (!part || !heap_.keeps(object)) return other_(object);
    if (!is_new(object)) return;
    part_(object);
    parts_.push_back(object);
  }

 private:
  static constexpr std::size_t few = 16;  // parts, which are searched faster than hashed

  bool is_new(Object* part) {
    if (parts_.size() < few) return std::find(parts_.begin(), parts_.end(), part) == parts_.end();
    if (seen_.empty()) seen_.insert(parts_.begin(), parts_.end());
    return seen_.insert(part).second;
  }

  const Heap& heap_;
  const ClassInfo* classes_;
  Part part_;
  Other other_;
  std::size_t references_ = 0;
  std::vector<Object*> parts_;        // found so far
  std::unordered_set<Object*> seen_;  // the same, once there are many
};

/// Calls `part` for each array and local object in the state of `object`, which `cx` owns, and `other` for everything
/// else the state refers to, possibly more than once. Called by the thread acting for `cx`, or for all contexts in a
/// stopped world. Returns how many references it met.
template <class Part, class Other>
std::size_t visit_state(const Context* cx, Object* object, Part part, Other other) {
  return StateVisitor<Part, Other>(cx, part, other).run(object);
}

}  // namespace hd
