#include "runtime/code/receiver.h"

#include <algorithm>

#include "runtime/state/context.h"

namespace hd {

namespace {

/// Moves the arguments of cx->call up and puts the value ahead of them. Nothing is in use above a call's arguments.
/// Returns true after raising stack overflow.
bool insert_receiver(Context* cx, Value*& base) {
  CallParameters& p = cx->call;
  cx->base = base;
  if (reserve_stack(cx, base + p.at, frame_slots + p.nargs + 1)) return true;
  base = cx->base;
  Value* const window = base + p.at + frame_slots;
  std::copy_backward(window, window + p.nargs, window + p.nargs + 1);
  window[0] = cx->pending_value;
  ++p.nargs;
  return false;
}

}  // namespace

HD_CC void enter_with(HD_ARGS) {
  if (insert_receiver(cx, base)) {
    base = cx->base;
    HD_TAIL raise(HD_PASS);
  }
  const CallParameters& p = cx->call;
  Value* const at = base + p.at;
  at[0] = p.callee;
  const auto* next = reinterpret_cast<const std::uint64_t*>(p.link.bits);
  if (p.callee.is_class(class_native) ||
      !enter_code(cx, p.callee.as<Callable>(), at, p.nargs, p.nres, next, pc, base, consts))
    HD_TAIL enter_slow(HD_PASS);
  if (HD_UNLIKELY(cx->poll.is_set())) HD_TAIL safepoint(HD_PASS);
  HD_DISPATCH;
}

HD_CC void enter_tail_with(HD_ARGS) {
  if (insert_receiver(cx, base)) {
    base = cx->base;
    HD_TAIL raise(HD_PASS);
  }
  HD_TAIL enter_tail_slow(HD_PASS);
}

}  // namespace hd
