// What is told of each reference during a trace: a heap's own collection, or the trace of all heaps.
// Called by the thread that traces, on which the whole trace runs.
#pragma once
#include <cstddef>

#include "runtime/abi/layout.h"

namespace hd {

class Marker {
 public:
  /// Ignores null, and objects that do not concern this marker.
  virtual void mark(Object* object) = 0;
  void mark_values(const Value* first, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
      if (first[i].tag == tag_object) mark(first[i].as_object());
  }

 protected:
  ~Marker() = default;
};

}  // namespace hd
