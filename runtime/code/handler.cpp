#include "runtime/code/handler.h"

#include <limits>
#include <utility>

#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

constexpr std::int64_t most_attempts = 10;  // after this many errors a handler gets `nested_too_deep` instead

/// Slots of the frame that the handler returns to. slot_within: another handler is running below.
enum : std::uint32_t { slot_handler, slot_attempts, slot_within, slot_count };

HD_CC void handled(HD_ARGS);

/// Releases the stack slots reserved for handlers, so that the next one can use them.
void leave_handler(Context* cx, const Frame* frame) {
  cx->current->handling = frame->slots[slot_within].as_bool();
  if (cx->current->handling) return;
  cx->current->overflowed = false;
  trim_stack(cx);
}

/// Enters the handler, above the running frame.
HD_CC void enter_handler(HD_ARGS) {
  Frame* frame = cx->resumed;
  cx->current->handling = true;
  Value* at = top_of(cx);
  const std::int64_t offset = at - cx->current->stack;
  if (reserve_stack(cx, at, frame_slots + 1)) {  // no room: raise that error, unhandled
    leave_handler(cx, frame);
    base = cx->base;
    HD_TAIL raise(HD_PASS);
  }
  base = cx->base;
  at = cx->current->stack + offset;
  at[0] = frame->slots[slot_handler];
  at[frame_slots] = cx->error;
  cx->call = {at[0], offset, 1, open_results, Value::object(frame)};
  cx->abrupt = Abrupt::none;
  HD_TAIL enter_at(HD_PASS);
}

HD_CC void handled(HD_ARGS) {
  Frame* frame = cx->resumed;
  cx->base = base;
  cx->current->handler = Value::nil();
  leave_handler(cx, frame);
  if (cx->abrupt == Abrupt::raise) {
    const std::int64_t attempts = frame->slots[slot_attempts].as_int() + 1;
    frame->slots[slot_attempts] = Value::integer(attempts);
    if (attempts >= most_attempts)
      cx->error = machine_error(cx, attempts == most_attempts ? Failure::nested_too_deep : Failure::handler_failed);
    if (attempts <= most_attempts) HD_TAIL enter_handler(HD_PASS);
  } else {
    cx->error = cx->nresults ? cx->results[0] : Value::nil();
  }
  pc = frame->pc;
  HD_TAIL raise(HD_PASS);
}

/// Unwinds a tasklet that was kept where it failed.
HD_CC void unwind_failed(HD_ARGS) {
  cx->base = base;
  pc = cx->resumed->pc;
  HD_TAIL raise(HD_PASS);
}

}  // namespace

Value swap_handler(Context* cx, Value handler) {
  const bool keeps = handler.tag == tag_bool && handler.as_bool();
  if (!handler.is_nil() && !keeps && !is_callable(cx, handler)) fault(cx, "not callable", "swap_handler");
  return std::exchange(cx->current->handler, handler);
}

Value enter_catching(Context* cx, Value handler) {
  if (catching_depth(cx->current) >= max_catching) return Value::boolean(false);
  ++cx->current->catching;
  return swap_handler(cx, handler);
}

Value leave_catching(Context* cx, Value outer) {
  --cx->current->catching;
  return swap_handler(cx, outer);
}

void tasklet_keep_failed(Context* cx, Tasklet* t) {
  if (t->home() != cx) fault(cx, "a tasklet of another context", "tasklet_keep_failed");
  if (t->state != TaskletState::fresh || !t->coroutine)
    fault(cx, "not a coroutine that did not start yet", "tasklet_keep_failed");
  t->handler = Value::boolean(true);
}

void set_leaving(Context* cx, bool leaving) {
  cx->current->killed = leaving;
  if (leaving) cx->current->catching = 0;  // none of these calls catches
  cx->current->unwound_to = std::numeric_limits<std::int64_t>::max();
}

HD_CC void call_handler(HD_ARGS) {
  cx->base = base;
  if (cx->current->handler.tag == tag_bool) {
    cx->current->handler = Value::nil();
    if (!cx->current->resumer) HD_TAIL raise(HD_PASS);  // no tasklet would kill it
    Frame* frame = new_frame(cx, 0);
    frame->resume = &unwind_failed;
    frame->pc = pc;
    cx->current->waiting = frame;
    cx->pending = Pending::fail;
    HD_TAIL suspend(HD_PASS);
  }
  Frame* frame = new_frame(cx, slot_count);
  frame->resume = &handled;
  frame->pc = pc;
  frame->slots[slot_handler] = std::exchange(cx->current->handler, Value::nil());
  frame->slots[slot_attempts] = Value::integer(0);
  frame->slots[slot_within] = Value::boolean(cx->current->handling);
  cx->resumed = frame;
  HD_TAIL enter_handler(HD_PASS);
}

}  // namespace hd
