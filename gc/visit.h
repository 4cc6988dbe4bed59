// Visits what objects refer to. A template, so that the collectors' inner loops know which `mark` they call.
// Called by the thread that acts for the owner of the object, or that has stopped the world.
#pragma once
#include "gc/heap.h"

namespace hd {

template <class Visitor>
void Heap::visit_refs(Visitor& marker, const ClassInfo& info, char* at) {
  for (std::uint32_t i = 0; i < info.nrefs; ++i) {
    char* slot = at + info.refs[i].offset;
    if (info.refs[i].is_value) {
      const auto* value = reinterpret_cast<const Value*>(slot);
      if (value->tag == tag_object) marker.mark(value->as_object());
    } else {
      marker.mark(*reinterpret_cast<Object**>(slot));
    }
  }
}

template <class Visitor>
void Heap::visit(Visitor& marker, Object* object) const {
  const ClassInfo& info = classes_[object->class_id()];
  switch (info.kind) {
    case ClassKind::str:
      return;
    case ClassKind::fixed:
      return visit_refs(marker, info, reinterpret_cast<char*>(object));
    case ClassKind::array: {
      if (!info.nrefs) return;
      auto* array = static_cast<Array*>(object);
      if (object->class_id() == class_array_value || object->class_id() == class_fields)
        return marker.mark_values(array->items<Value>(), static_cast<std::size_t>(array->length));
      char* at = array->items<char>();
      for (std::int64_t i = 0; i < array->length; ++i, at += info.size) visit_refs(marker, info, at);
      return;
    }
    case ClassKind::frame: {
      auto* frame = static_cast<Frame*>(object);
      marker.mark(frame->parent);
      return marker.mark_values(frame->slots, frame->nslots);
    }
    default:
      return host_.mark_machine_object(marker, object);
  }
}

}  // namespace hd
