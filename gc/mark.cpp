// Marking: precise, from the roots, with a worklist.
#include "gc/visit.h"

#include <algorithm>
#include <utility>

namespace hd {

namespace {

/// Elements of an array that are scanned in a row, so that the worklist stays small.
constexpr std::int64_t array_piece = 1024;

}  // namespace

/// The object is marked a little later, when the processor has had time to fetch its header and its mark.
void Heap::mark(Object* object) {
  if (!object) return;
  __builtin_prefetch(object);
  __builtin_prefetch(&block_of(object)->marks[granule_of(object) / 64], 1);
  Object* fetched = std::exchange(waiting_[oldest_], object);
  oldest_ = (oldest_ + 1) % waiting_.size();
  if (mark_shallow(fetched)) work_.push_back(fetched);
}

void Heap::scan(Object* object) {
  const ClassInfo& info = classes_[object->class_id()];
  if (const Special* how = find_special(object)) {
    if (how->away) return;  // its keeper scans it
    if (info.kind == ClassKind::fixed && (how->weak_keys || how->weak_values)) return scan_weak(info, object, *how);
  }
  if (info.kind == ClassKind::array && static_cast<Array*>(object)->length > array_piece)
    return rests_.push_back({static_cast<Array*>(object), 0});
  visit(*this, object);
}

/// Marks the waiting objects. Returns false if there is nothing to scan then.
bool Heap::scan_waiting() {
  for (std::size_t i = 0; i < waiting_.size(); ++i)
    if (Object* object = std::exchange(waiting_[i], nullptr); mark_shallow(object)) work_.push_back(object);
  return !work_.empty();
}

/// Scans a piece of a long array. Returns false if there is none.
bool Heap::scan_piece() {
  if (rests_.empty()) return false;
  const auto [array, from] = rests_.back();
  const std::int64_t to = std::min(from + array_piece, array->length);
  if (to == array->length)
    rests_.pop_back();
  else
    rests_.back().from = to;
  if (classes_[array->class_id()].nrefs) visit_elements(*this, array, from, to);
  return true;
}

void Heap::trace() {
  do {
    while (!work_.empty()) {
      Object* object = work_.back();
      work_.pop_back();
      scan(object);
    }
  } while (scan_waiting() || scan_piece());
}

}  // namespace hd
