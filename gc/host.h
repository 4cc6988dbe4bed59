// What the collector asks of a heap's owner. The runtime's context implements it; tests use a fake.
#pragma once
#include "gc/marker.h"
#include "runtime/abi/layout.h"

namespace hd {

class Heap;

/// Called only by the thread that acts for the heap's owner, during a collection unless noted otherwise.
class HeapHost {
 public:
  virtual ~HeapHost() = default;
  /// The heap took more memory and may want a collection. Called during an allocation: nothing may be collected before
  /// the next safepoint.
  virtual void grown(const Heap& heap) = 0;
  /// Marks everything that the owner holds.
  virtual void mark_roots(Marker& marker) = 0;
  /// Marks what an object of a machine class (tasklet, assembler) refers to.
  virtual void mark_machine_object(Marker& marker, Object* object) = 0;
  /// Called after marking: `heap.is_marked` tells what survives. Releases what dead objects hold outside of the heap.
  virtual void finalize(Heap& heap) = 0;
};

}  // namespace hd
