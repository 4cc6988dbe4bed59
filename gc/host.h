// What the collector asks of whoever owns a heap. The runtime's context implements it; tests use a fake.
#pragma once
#include "gc/marker.h"
#include "runtime/abi/layout.h"

namespace hd {

class Heap;

/// Called only by the thread that acts for the heap's owner, inside of a collection unless said otherwise.
class HeapHost {
 public:
  virtual ~HeapHost() = default;
  /// The heap took more memory; maybe it wants to be collected. Called inside of an allocation: nothing may be
  /// collected before the next safepoint.
  virtual void grown(const Heap& heap) = 0;
  /// Marks everything that its owner holds.
  virtual void mark_roots(Marker& marker) = 0;
  /// Marks what an object of a machine class (tasklet, assembler) refers to.
  virtual void mark_machine_object(Marker& marker, Object* object) = 0;
  /// After marking: `heap.is_marked` tells who survives. Releases what dead objects hold outside of the heap.
  virtual void finalize(Heap& heap) = 0;
};

}  // namespace hd
