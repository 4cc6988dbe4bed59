#include "runtime/tasklet/blocking.h"

#include <memory>
#include <utility>

#include "runtime/tasklet/tasklet.h"

namespace hd {

bool block(Context* cx, int descriptor, std::function<void()> work, std::function<Value(Context*, Tasklet*)> finish) {
  cx->current->blocking = new Blocking{descriptor, std::move(work), std::move(finish)};
  return wait_for(cx, Pending::block);
}

void finish_blocking(Context* cx, Tasklet* t) {
  const std::unique_ptr<Blocking> call(std::exchange(t->blocking, nullptr));
  make_ready(cx, t, call->finish(cx, t), false);
}

}  // namespace hd
