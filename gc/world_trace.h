// The trace of all heaps of an isolate, which finds what contexts really hold of one another's objects. Between two
// such traces exported objects are roots of their heap, even if no context still holds them; so this also finds cycles
// across heaps. Weak references and finalizers are left to the heaps' own collections: every reference is strong here.
//
// Called only with the world stopped, by the thread that acts for all contexts.
#pragma once
#include <unordered_map>
#include <vector>

#include "gc/heap.h"

namespace hd {

class WorldTrace : public Marker {
 public:
  /// `heaps` are all heaps of the isolate. Forgets which objects were exported.
  explicit WorldTrace(const std::vector<Heap*>& heaps);
  /// Marks from the roots of one heap; `roots(*this)` names them.
  template <class Roots>
  void mark_from(const Heap* heap, Roots roots) {
    from_ = heap;
    roots(*this);
    trace();
  }
  /// Marks from roots that belong to no heap: what they refer to is exported.
  template <class Roots>
  void mark_from_outside(Roots roots) {
    mark_from(nullptr, roots);
  }

  void mark(Object* object) override;

 protected:
  ~WorldTrace() = default;
  /// Called for a reference to an object in none of the heaps.
  virtual void met_outside(Object*) {}

 private:
  void trace();

  std::unordered_map<const void*, Heap*> heaps_;            // by their home
  std::unordered_map<const Object*, const Heap*> keepers_;  // of wards
  const Heap* from_ = nullptr;                              // the heap whose references are being visited
  std::vector<Object*> work_;
};

}  // namespace hd
