// The collector's view of a context. Called by the thread acting for it, or by the one that has stopped the world.
#pragma once
#include "gc/host.h"
#include "runtime/abi/layout.h"

namespace hd {

class ContextHost final : public HeapHost {
 public:
  explicit ContextHost(Context* cx) : cx_(cx) {}
  void grown(const Heap& heap) override;
  void mark_roots(Marker& marker) override;
  void mark_machine_object(Marker& marker, Object* object) override;
  void finalize(Heap& heap) override;

 private:
  void mark_tasklet(Marker& marker, Tasklet* t);
  void mark_stack(Marker& marker, Tasklet* t);

  Context* cx_;
};

}  // namespace hd
