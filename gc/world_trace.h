// The trace of all heaps of an isolate, which tells what contexts really hold of one another's. Exported objects are
// roots of their heap between two such traces, whoever held them has let go or not; so this is also what finds cycles
// over several heaps. Weak references and finalizers are left to the heaps' own collections: all counts as strong here.
//
// Everything here: the world is stopped, and the caller acts for all contexts.
#pragma once
#include <unordered_map>
#include <vector>

#include "gc/heap.h"

namespace hd {

class WorldTrace : public Marker {
 public:
  /// All of the isolate's heaps. Forgets which objects were exported.
  explicit WorldTrace(const std::vector<Heap*>& heaps);
  /// Marks from the roots of one heap; `roots(*this)` names them.
  template <class Roots>
  void mark_from(const Heap* heap, Roots roots) {
    from_ = heap;
    roots(*this);
    trace();
  }
  /// Roots that are no heap's: what they name is exported.
  template <class Roots>
  void mark_from_outside(Roots roots) {
    mark_from(nullptr, roots);
  }

  void mark(Object* object) override;

 protected:
  ~WorldTrace() = default;
  /// A reference to what none of the heaps is the home of.
  virtual void met_outside(Object*) {}

 private:
  void trace();

  std::unordered_map<const void*, Heap*> heaps_;            // by their home
  std::unordered_map<const Object*, const Heap*> keepers_;  // of guests
  const Heap* from_ = nullptr;                              // whose reference is looked at
  std::vector<Object*> work_;
};

}  // namespace hd
