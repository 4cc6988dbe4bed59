// The collector's view of a context.
#pragma once
#include "runtime/context/context.h"

namespace hd {

class ContextHost final : public HeapHost {
 public:
  explicit ContextHost(Context* cx) : cx_(cx) {}
  void grown(const Heap& heap) override;
  void mark_roots(Heap& heap) override;
  void mark_special(Heap& heap, Object* object) override;
  void finalize(Heap& heap) override;

 private:
  void mark_tasklet(Heap& heap, Tasklet* t);
  void mark_stack(Heap& heap, Tasklet* t);

  Context* cx_;
};

}  // namespace hd
