#include "runtime/code/suspend.h"
#include "runtime/state/context.h"

namespace hd {

bool wait_for(Context* cx, Pending what) {
  cx->pending = what;
  cx->spill_tail = nullptr;
  cx->spill_slot = -1;
  cx->abrupt = Abrupt::suspend;
  return true;
}

void make_ready(Context* cx, Tasklet* t, Value v, bool error) {
  t->delivered = v;
  t->delivered_error = error;
  t->state = TaskletState::ready;
  cx->schedule.ready.push_back(t);
  if (cx->current) want_beat(cx);
}

}  // namespace hd
