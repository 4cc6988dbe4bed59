// Marking: precise, from the roots, with a worklist.
#include "gc/visit.h"

#include <algorithm>

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

/// Marks the object alone. Returns true if it was not marked before. Ignores immortal objects and those of other heaps,
/// which keep them.
bool Heap::mark_shallow(Object* object) {
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

void Heap::mark(Object* object) {
  if (mark_shallow(object)) work_.push_back(object);
}

void Heap::scan(Object* object) {
  if (const Special* how = find_special(object)) {
    if (how->away) return;  // its keeper scans it
    const ClassInfo& info = classes_[object->class_id()];
    if (info.kind == ClassKind::fixed && (how->weak_keys || how->weak_values)) return scan_weak(info, object, *how);
  }
  visit(*this, object);
}

void Heap::trace() {
  while (!work_.empty()) {
    Object* object = work_.back();
    work_.pop_back();
    scan(object);
  }
}

}  // namespace hd
