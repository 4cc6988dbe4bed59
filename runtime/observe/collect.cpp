#include "runtime/observe/collect.h"

#include "runtime/observe/observe.h"
#include "runtime/state/context.h"

namespace hd {

void collect(Context* cx) {
  const std::int64_t begin = cx->isolate->observes ? now(cx->isolate) : 0;
  cx->heap->collect();
  ++cx->memory.collections;
  if (HD_UNLIKELY(cx->isolate->observes)) observe_span(cx, "collect", begin);
}

}  // namespace hd
