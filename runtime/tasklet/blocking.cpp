#include "runtime/tasklet/blocking.h"

#include <utility>

#include "runtime/tasklet/tasklet.h"

namespace hd {

bool block(Context* cx, std::unique_ptr<Blocking> call) {
  cx->current->blocking = call.release();
  return wait_for(cx, Pending::block);
}

void finish_blocking(Context* cx, Tasklet* t) {
  const std::unique_ptr<Blocking> call(std::exchange(t->blocking, nullptr));
  make_ready(cx, t, call->finish(cx, t), false);
}

}  // namespace hd
