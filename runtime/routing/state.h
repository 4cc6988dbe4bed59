// The state of an owned object: its fields, its arrays and local objects, and theirs. Nothing else refers to those.
#pragma once
#include <unordered_set>
#include <vector>

#include "runtime/context/context.h"

namespace hd {

/// Calls `part` for each array and local object in the state of `object`, which `cx` owns, and `other` for whatever
/// else the state refers to, maybe more than once.
template <class Part, class Other>
class StateVisitor {
 public:
  StateVisitor(const Context* cx, Part part, Other other)
      : heap_(*cx->heap), classes_(cx->isolate->language->classes), part_(part), other_(other) {}

  void run(Object* object) {
    visit_refs(object);
    while (!parts_.empty()) {
      Object* part = parts_.back();
      parts_.pop_back();
      visit_refs(part);
    }
  }

 private:
  void visit(Object* object) {
    if (!object) return;
    const ClassInfo& info = classes_[object->class_id()];
    const bool part = info.kind == ClassKind::array || info.sharing == ClassSharing::local;
    if (!part || !heap_.keeps(object)) return other_(object);
    if (!seen_.insert(object).second) return;
    part_(object);
    parts_.push_back(object);
  }

  void visit_slots(const ClassInfo& info, char* at) {
    for (std::uint32_t i = 0; i < info.nrefs; ++i) {
      char* slot = at + info.refs[i].offset;
      if (!info.refs[i].is_value)
        visit(*reinterpret_cast<Object**>(slot));
      else if (const auto* value = reinterpret_cast<const Value*>(slot); value->is_object())
        visit(value->as_object());
    }
  }

  void visit_refs(Object* object) {
    const ClassInfo& info = classes_[object->class_id()];
    if (info.kind == ClassKind::fixed) return visit_slots(info, reinterpret_cast<char*>(object));
    if (info.kind != ClassKind::array || !info.nrefs) return;
    auto* array = static_cast<Array*>(object);
    char* at = array->items<char>();
    for (std::int64_t i = 0; i < array->length; ++i, at += info.size) visit_slots(info, at);
  }

  const Heap& heap_;
  const ClassInfo* classes_;
  Part part_;
  Other other_;
  std::unordered_set<Object*> seen_;
  std::vector<Object*> parts_;
};

template <class Part, class Other>
void visit_state(const Context* cx, Object* object, Part part, Other other) {
  StateVisitor<Part, Other>(cx, part, other).run(object);
}

}  // namespace hd
