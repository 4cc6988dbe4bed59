// Changes to make while the world is stopped: world/change.h. Touched only by the thread acting for the context.
#pragma once
#include <cstdint>

#include "runtime/abi/layout.h"

namespace hd {

struct ContextHandle;

/// An object gets another owner, or (`to` is null) an element of an immutable array gets another value, or (`object` is
/// null) watching of bytecodes is switched on or off.
struct Change {
  Object* object;
  ContextHandle* to;
  Tasklet* asker;  // waits with `ticket`, or null
  std::int64_t ticket;
  std::int64_t give_up;  // when to stop trying
  std::int64_t element = 0;
  Value value = Value::nil();
};

}  // namespace hd
