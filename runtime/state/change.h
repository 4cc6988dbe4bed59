// What is to be done while the world stands still. Folder: world/change.h. Only the thread that acts for the context.
#pragma once
#include <cstdint>

#include "runtime/abi/layout.h"

namespace hd {

struct ContextHandle;

/// An object gets another owner, or (`to` is null) an element of an immutable array another value, or (`object` is
/// null) bytecodes are watched from now on, or not.
struct Change {
  Object* object;
  ContextHandle* to;
  Tasklet* asker;  // waits with that ticket; null: nobody
  std::int64_t ticket;
  std::int64_t give_up;  // time
  std::int64_t element = 0;
  Value value = Value::nil();
};

}  // namespace hd
