// Finalization: what the language does with dead objects.
//
// Registered objects that a collection finds unreachable are kept alive once more, with all they refer to, and handed
// out in the reverse order of their registration. The caller that takes one runs its finalizer; after that the object
// is like any other. A ward (heap.h) is finalized only at the end of the program.
#include "gc/heap.h"

namespace hd {

void Heap::set_finalizable(Object* object) {
  Special& how = special(object);
  if (how.finalizable) return;
  how.finalizable = true;
  finalizable_.push_back(object);
}

/// Moves dead objects from `finalizable_` to `dead_`, and keeps them alive for their finalizers.
void Heap::find_dead() {
  std::vector<Object*> kept, gone;
  for (Object* object : finalizable_) (!owns(object) || is_marked(object) ? kept : gone).push_back(object);
  finalizable_ = std::move(kept);
  dead_.insert(dead_.begin(), gone.begin(), gone.end());
  for (Object* object : dead_) mark(object);
  trace();
}

/// Takes the last object, which may then be registered again.
Object* Heap::take_last(std::vector<Object*>& from) {
  Object* object = from.back();
  from.pop_back();
  Special& how = special(object);
  how.finalizable = false;
  if (!how.any()) forget_special(object);
  return object;
}

Object* Heap::take_dead() {
  if (dead_.empty()) return nullptr;
  return take_last(dead_);
}

Object* Heap::take_finalizable() {
  if (Object* object = take_dead()) return object;
  return finalizable_.empty() ? nullptr : take_last(finalizable_);
}

}  // namespace hd
