#include "runtime/observe/collect.h"

#include "runtime/observe/observe.h"
#include "runtime/observe/place.h"
#include "runtime/observe/tally.h"
#include "runtime/state/context.h"

namespace hd {

void collect(Context* cx) {
  const std::int64_t begin = observes(cx) ? now(cx->isolate) : 0;
  cx->heap->collect();
  forget_code(cx->observed);
  ++cx->memory.collections;
  if (observes(cx)) observe_span(cx, "collect", begin);
}

}  // namespace hd
