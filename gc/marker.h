// Who is told of references while something is traced: a heap's own collection, or the trace of all heaps.
#pragma once
#include <cstddef>

#include "runtime/abi/layout.h"

namespace hd {

class Marker {
 public:
  /// Null, and objects that are not this marker's business, are left alone.
  virtual void mark(Object* object) = 0;
  void mark_values(const Value* first, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
      if (first[i].tag == tag_object) mark(first[i].as_object());
  }

 protected:
  ~Marker() = default;
};

}  // namespace hd
