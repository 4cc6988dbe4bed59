// Visits what objects refer to. A template, so that the collectors' inner loops know which `mark` they call.
// Called by the thread that acts for the owner of the object, or that has stopped the world.
#pragma once
#include <algorithm>

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
void Heap::visit_elements(Visitor& marker, Array* array, std::int64_t from, std::int64_t to) const {
  if (array->class_id() == class_array_value || array->class_id() == class_fields)
    return marker.mark_values(array->items<Value>() + from, static_cast<std::size_t>(to - from));
  const ClassInfo& info = classes_[array->class_id()];
  for (std::int64_t i = from; i < to; ++i) visit_refs(marker, info, array->items<char>() + i * info.size);
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
      return visit_elements(marker, array, 0, array->length);
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

inline std::size_t Heap::size_of(const Object* object) const {
  const ClassInfo& info = classes_[object->class_id()];
  const auto round16 = [](std::size_t bytes) { return (bytes + 15) & ~std::size_t{15}; };
  switch (info.kind) {
    case ClassKind::str:
      return round16(sizeof(Str) + static_cast<const Str*>(object)->length + 1);
    case ClassKind::array:
      return round16(sizeof(Array) + static_cast<std::size_t>(static_cast<const Array*>(object)->length) * info.size);
    case ClassKind::frame:
      return round16(sizeof(Frame) + static_cast<const Frame*>(object)->nslots * sizeof(Value));
    default:
      return round16(info.size);
  }
}

/// Marks the object alone. Returns true if it was not marked before. Ignores immortal objects and those of other heaps,
/// which keep them.
HD_INLINE bool Heap::mark_shallow(Object* object) {
  if (!object) return false;
  Block* block = block_of(object);
  if (block->home != home_) return false;
  if (!set_bit(block->marks, object)) return false;
  const std::size_t g = granule_of(object), bytes = size_of(object);
  stats_.live_bytes += bytes;
  const std::size_t from = g * granule / line_bytes;
  const std::size_t to = std::min((g * granule + bytes - 1) / line_bytes, lines_per_block - 1);  // a large one goes on
  for (std::size_t line = from; line <= to; ++line) block->lines[line] = 1;
  return true;
}

}  // namespace hd
