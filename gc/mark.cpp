// Marking: from the roots, precisely, with a list of what is still to be scanned.
#include "gc/heap.h"

namespace hd {

namespace {

std::size_t round16(std::size_t bytes) { return (bytes + 15) & ~std::size_t{15}; }

}  // namespace

std::size_t Heap::size_of(const Object* object) const {
  const ClassInfo& info = classes_[object->class_id()];
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

/// True when it was not marked before. Objects of other heaps and immortal ones are left alone: their homes keep them.
bool Heap::mark_shallow(Object* object) {
  if (!object) return false;
  Block* block = block_of(object);
  if (block->home != home_) return false;
  const std::size_t g = granule_of(object);
  std::uint64_t& word = block->marks[g / 64];
  const std::uint64_t bit = std::uint64_t{1} << (g % 64);
  if (word & bit) return false;
  word |= bit;
  const std::size_t bytes = size_of(object);
  stats_.live_bytes += bytes;
  if (!block->is_large) {
    const std::size_t from = g * granule / line_bytes, to = (g * granule + bytes - 1) / line_bytes;
    for (std::size_t line = from; line <= to; ++line) block->lines[line] = 1;
  }
  return true;
}

void Heap::mark(Object* object) {
  if (mark_shallow(object)) work_.push_back(object);
}

void Heap::scan_refs(const ClassInfo& info, char* at) {
  for (std::uint32_t i = 0; i < info.nrefs; ++i) {
    char* slot = at + info.refs[i].offset;
    if (info.refs[i].is_value) {
      const auto* value = reinterpret_cast<const Value*>(slot);
      if (value->tag == tag_object) mark(value->as_object());
    } else {
      mark(*reinterpret_cast<Object**>(slot));
    }
  }
}

void Heap::scan(Object* object) {
  const ClassInfo& info = classes_[object->class_id()];
  switch (info.kind) {
    case ClassKind::str:
      return;
    case ClassKind::fixed:
      if (is_special(object)) {
        const Special how = special_.at(object);
        if (how.weak_keys || how.weak_values) return scan_weak(info, object, how);
      }
      return scan_refs(info, reinterpret_cast<char*>(object));
    case ClassKind::array: {
      if (!info.nrefs) return;
      auto* array = static_cast<Array*>(object);
      if (object->class_id() == class_array_value)
        return mark_values(array->items<Value>(), static_cast<std::size_t>(array->length));
      char* at = array->items<char>();
      for (std::int64_t i = 0; i < array->length; ++i, at += info.size) scan_refs(info, at);
      return;
    }
    case ClassKind::frame: {
      auto* frame = static_cast<Frame*>(object);
      mark(frame->parent);
      return mark_values(frame->slots, frame->nslots);
    }
    default:
      return host_.mark_special(*this, object);
  }
}

void Heap::trace() {
  while (!work_.empty()) {
    Object* object = work_.back();
    work_.pop_back();
    scan(object);
  }
}

}  // namespace hd
