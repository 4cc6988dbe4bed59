#include "runtime/code/frames.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "runtime/code/handler.h"
#include "runtime/code/trace.h"
#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

constexpr std::int64_t max_stack_slots = 1'000'000;  // Lua's LUAI_MAXSTACK
constexpr std::int64_t handler_slots = 10'000;       // extra, for a message handler
constexpr std::int64_t max_native_depth = 190;       // C frames of nested builtins: Lua's LUAI_MAXCCALLS less a margin

bool is_native(Value callee) { return callee.as_object()->class_id() == class_native; }

/// Calls a builtin and turns its fault into an error. Builtins that it called have handled theirs: cx->base is its own
/// frame.
HD_INLINE bool call_native(Context* cx, const Native* native, std::int64_t nargs) {
  const std::int64_t depth = cx->native_depth;
  try {
    return native->function(cx, nargs);
  } catch (Fault& fault) {
    cx->native_depth = depth;
    catch_fault(cx, fault);
    return true;
  }
}

/// Completes a frame whose callee and arguments lie at `at`; the caller's base is cx->base. The frame of vararg code is
/// moved up past its arguments. Returns the new base, or null after raising stack overflow.
Value* build_frame(Context* cx, Value* at, std::int64_t nargs, Value link, std::int64_t nres, bool tail) {
  const auto* code = at[0].as<Callable>()->code;
  Value* window = at + frame_slots;
  const std::int64_t filled = std::max(nargs, code->nparams);
  const std::int64_t shift = code->vararg ? filled + frame_slots : 0;
  const std::int64_t offset = at - cx->current->stack;
  if (reserve_stack(cx, at, frame_slots + filled + shift + code->nregs)) return nullptr;
  at = cx->current->stack + offset;
  window = at + frame_slots;
  std::fill(window + nargs, window + filled, Value::nil());
  Value* base = window + shift;
  if (shift) {
    base[-3] = at[0];
    copy_values(window, code->nparams, base);
    at[1] = at[2] = Value::raw(0);
  }
  base[-2] = link;
  base[-1] = link_word(base - cx->base, nres, shift);
  if (tail) base[-1].tag |= link_tail;
  return base;
}

}  // namespace

Value* top_of(Context* cx) {
  const Value f = cx->base[-3];
  if (!f.is_object()) return cx->base;
  if (is_native(f)) return cx->base + link_extra(cx->base[-1]);
  const std::int64_t nregs = f.as<Callable>()->code->nregs;
  return cx->base + std::max(nregs, cx->open);
}

HD_CC void raise_fault(HD_ARGS) {
  cx->pc = pc;
  raise_here(cx, cx->fault.what, cx->fault.site);
  base = cx->base;
  HD_TAIL raise(HD_PASS);
}

HD_CC void finish_fault(HD_ARGS) {
  Frame* const frame = cx->resumed;
  raise_here(cx, cx->fault.what, cx->fault.site);
  cx->resumed = frame;
  base = cx->base;
  HD_TAIL finish(HD_PASS);
}

HD_CC void native_fault(HD_ARGS) {
  raise_here(cx, cx->fault.what, cx->fault.site);
  HD_TAIL native_finish(HD_PASS);
}

namespace {

std::int64_t stack_limit(const Tasklet* t) { return max_stack_slots + (t->handling ? handler_slots : 0); }

}  // namespace

std::int64_t tasklet_stack_room(Context* cx) {
  return stack_limit(cx->current) - (top_of(cx) - cx->current->stack) - stack_slack;
}

bool grow_stack(Context* cx, Value* from, std::int64_t n) {
  Tasklet* t = cx->current;
  const std::int64_t used = from - t->stack, wanted = used + n + stack_slack, capacity = t->stack_end - t->stack;
  const std::int64_t limit = stack_limit(t);
  if (wanted > limit) {
    if (t->handling && t->overflowed) {  // an overflow while handling one is not handled again
      return raise_failure(cx, Failure::handler_failed);
    }
    t->overflowed = t->handling || has_handler(cx);
    return raise_failure(cx, Failure::stack_overflow);
  }
  const std::int64_t grown = std::min(std::max(capacity * 2, wanted), limit);
  auto* stack =
      static_cast<Value*>(std::realloc(static_cast<void*>(t->stack), static_cast<std::size_t>(grown) * sizeof(Value)));
  if (!stack) return raise_failure(cx, Failure::out_of_memory);
  std::fill(stack + capacity, stack + grown, Value::nil());
  cx->heap->note_outside(static_cast<std::size_t>(grown - capacity) * sizeof(Value));
  cx->base = stack + (cx->base - t->stack);
  t->stack = stack;
  t->stack_end = cx->stack_end = stack + grown;
  return false;
}

void trim_stack(Context* cx) {
  Tasklet* t = cx->current;
  t->stack_end = cx->stack_end = std::min(t->stack_end, t->stack + max_stack_slots);
}

void reserve_results(Context* cx, std::int64_t n) {
  if (n <= cx->results_capacity) return;
  const std::int64_t capacity = std::max<std::int64_t>(n, cx->results_capacity * 2);
  void* grown = std::realloc(static_cast<void*>(cx->results), static_cast<std::size_t>(capacity) * sizeof(Value));
  if (HD_UNLIKELY(!grown)) fault(cx, text_of(Failure::out_of_memory));
  cx->results = static_cast<Value*>(grown);
  cx->results_capacity = capacity;
}

void forget_free_frames(Context* cx) { std::fill(std::begin(cx->free_frames), std::end(cx->free_frames), nullptr); }

Frame* new_frame(Context* cx, std::uint32_t nslots) {
  if (nslots < reused_frame_slots && cx->free_frames[nslots]) {
    Frame* frame = cx->free_frames[nslots];
    cx->free_frames[nslots] = frame->parent;
    frame->parent = nullptr;
    frame->pc = nullptr;
    for (std::uint32_t i = 0; i < nslots; ++i) frame->slots[i] = Value::nil();
    return frame;
  }
  auto* frame = static_cast<Frame*>(allocate_bytes(cx, (sizeof(Frame) + nslots * sizeof(Value) + 15) / 16 * 16));
  frame->header = make_header(0, class_frame);
  frame->parent = nullptr;
  frame->function = nullptr;
  frame->pc = nullptr;
  frame->nslots = nslots;
  std::fill(frame->slots, frame->slots + nslots, Value::nil());
  return frame;
}

void relink(Context* cx, Frame* frame) {
  if (cx->spill_tail)
    cx->spill_tail->parent = frame;
  else if (cx->spill_slot >= 0)
    cx->current->stack[cx->spill_slot] = Value::object(frame);
  else
    cx->current->waiting = frame;
  cx->spill_tail = frame;
}

Frame* spill(Context* cx, Operation resume, std::uint32_t state, std::uint32_t nslots) {
  Frame* frame = new_frame(cx, nslots);
  frame->resume = resume;
  frame->state = state;
  relink(cx, frame);
  return frame;
}

namespace {

/// Runs the code whose frame, at `base`, is complete.
HD_CC void start_frame(HD_ARGS) {
  const Code* code = base[-3].as<Callable>()->code;
  cx->base = base;
  cx->open = 0;
  pc = code->start();
  consts = code->constants();
  if (HD_UNLIKELY(cx->poll.is_set())) HD_TAIL safepoint(HD_PASS);
  HD_DISPATCH;
}

}  // namespace

HD_CC void enter_at(HD_ARGS) {
  const CallParameters& p = cx->call;
  Value* at = cx->current->stack + p.at;
  cx->base = base;
  if (is_native(p.callee)) {
    if (reserve_stack(cx, at, frame_slots + p.nargs)) {
      base = cx->base;
      HD_TAIL raise(HD_PASS);
    }
    at = cx->current->stack + p.at;
    at[1] = p.link;
    at[2] = link_word(at + frame_slots - cx->base, p.nres, p.nargs);
    if (p.tail) at[2].tag |= link_tail;
    cx->base = at + frame_slots;
    const bool abrupt = call_native(cx, p.callee.as<Native>(), p.nargs);
    base = cx->base;
    if (!abrupt) HD_TAIL leave_results(HD_PASS);
    if (cx->abrupt == Abrupt::raise) HD_TAIL raise(HD_PASS);
    HD_TAIL suspend(HD_PASS);
  }
  Value* entered = build_frame(cx, at, p.nargs, p.link, p.nres, p.tail);
  if (!entered) {
    base = cx->base;
    HD_TAIL raise(HD_PASS);
  }
  base = entered;
  HD_TAIL start_frame(HD_PASS);
}

HD_CC void enter_native(HD_ARGS) {
  cx->base = base;
  const bool abrupt = call_native(cx, base[-3].as<Native>(), link_extra(base[-1]));
  base = cx->base;
  if (HD_UNLIKELY(abrupt)) {
    if (cx->abrupt == Abrupt::raise) HD_TAIL raise(HD_PASS);
    HD_TAIL suspend(HD_PASS);
  }
  const Value word = base[-1];
  if (HD_UNLIKELY(cx->nresults != link_nres(word)) || HD_UNLIKELY(cx->current->trace != nullptr) ||
      HD_UNLIKELY(cx->poll.is_set()))
    HD_TAIL leave_results(HD_PASS);
  pc = reinterpret_cast<const std::uint64_t*>(base[-2].bits);
  Value* const dst = base - frame_slots;
  base -= link_delta(word);
  cx->base = base;
  copy_values(cx->results, cx->nresults, dst);
  HD_DISPATCH;
}

HD_CC void enter_slow(HD_ARGS) {
  base[cx->call.at] = cx->call.callee;
  cx->call.at += base - cx->current->stack;
  HD_TAIL enter_at(HD_PASS);
}

namespace {

/// Slots of the frame with which a bytecode waits for a result that goes to a register.
enum : std::uint32_t { slot_register, slot_wanted, slot_next, slot_count };

/// The result arrives, or an error.
HD_CC void deliver(HD_ARGS) {
  Frame* const frame = cx->resumed;
  cx->base = base;
  if (cx->abrupt == Abrupt::raise) {
    pc = frame->pc;
    reuse_frame(cx, frame);
    HD_TAIL raise(HD_PASS);
  }
  if (frame->slots[slot_wanted].as_bool())
    base[frame->slots[slot_register].as_int()] = cx->nresults ? cx->results[0] : Value::nil();
  pc = reinterpret_cast<const std::uint64_t*>(frame->slots[slot_next].bits);
  consts = constants_of(base);
  reuse_frame(cx, frame);
  HD_DISPATCH;
}

/// The link of a function whose result, if `wanted`, goes to register `reg` of its caller, which goes on at `next`.
Value delivery_link(Context* cx, const std::uint64_t* next, std::int64_t reg, bool wanted) {
  Frame* frame = new_frame(cx, slot_count);
  frame->resume = &deliver;
  frame->pc = next - 1;
  frame->slots[slot_register] = Value::integer(reg);
  frame->slots[slot_wanted] = Value::boolean(wanted);
  frame->slots[slot_next] = Value::raw(reinterpret_cast<std::uint64_t>(next));
  return Value::object(frame);
}

}  // namespace

/// Moves the callee and arguments over the running frame, then enters as if called by that frame's caller.
HD_CC void enter_tail_slow(HD_ARGS) {
  CallParameters& p = cx->call;
  const Value word = base[-1];
  p.link = base[-2];
  p.nres = link_nres(word);
  p.tail = is_tail(word) || !base[-3].as<Callable>()->code->trampoline;
  Value* at = base - frame_slots - link_moved(word);
  if (HD_UNLIKELY(delivers(word))) {  // the new frame may need `extra` for something else
    const std::int64_t reg = link_delta(word) - frame_slots - link_extra(word);
    p.link = delivery_link(cx, reinterpret_cast<const std::uint64_t*>(p.link.bits), reg, p.nres > 0);
    p.nres = open_results;
  }
  copy_values(base + p.at + frame_slots, p.nargs, at + frame_slots);
  at[0] = p.callee;
  p.at = at - cx->current->stack;
  base -= link_delta(word);
  HD_TAIL enter_at(HD_PASS);
}

namespace {

/// A call's window lies above all registers in use. The slots after its results hold stale values, which must not keep
/// objects alive.
void forget_above(Value* base, Value* results_end) {
  Value* const end = base + base[-3].as<Callable>()->code->nregs;
  if (results_end < end) std::fill(results_end, end, Value::nil());
}

}  // namespace

HD_CC void leave_results(HD_ARGS) {
  const Value link = base[-2], word = base[-1];
  cx->base = base - link_delta(word);
  if (link.tag != tag_link) {
    cx->abrupt = Abrupt::none;
    cx->resumed = link.as<Frame>();
    if (cx->nresults == 0) cx->results[0] = Value::nil();  // for a caller that takes one result
    base = cx->base;
    HD_TAIL cx->resumed->resume(cx, cx->resumed->pc, base, constants_of(base));
  }
  const std::int64_t n = cx->nresults, nres = link_nres(word);
  const std::int64_t moved = is_native(base[-3]) ? 0 : link_extra(word);
  if (HD_UNLIKELY(cx->current->trace != nullptr) && is_native(base[-3])) note_results(cx);
  const std::int64_t offset = base - frame_slots - moved - cx->current->stack;
  if (reserve_stack(cx, cx->current->stack + offset, n)) {
    base = cx->base;
    HD_TAIL raise(HD_PASS);
  }
  Value* dst = cx->current->stack + offset;
  base = cx->base;
  const std::int64_t kept = nres == open_results ? n : std::min(n, nres);
  copy_values(cx->results, kept, dst);
  if (nres == open_results)
    cx->open = dst + n - base;
  else
    std::fill(dst + kept, dst + nres, Value::nil());
  pc = reinterpret_cast<const std::uint64_t*>(link.bits);
  consts = constants_of(base);
  if (HD_UNLIKELY(cx->poll.is_set())) {
    if (!delivers(word)) forget_above(base, dst + (nres == open_results ? n : nres));
    HD_TAIL safepoint(HD_PASS);
  }
  HD_DISPATCH;
}

namespace {

/// Returns the handler that covers bytecode `pc`, or null.
const std::int64_t* handler_at(const Code* code, const std::uint64_t* pc) {
  const std::int64_t at = pc - code->start();
  const auto* h = code->handlers->items<std::int64_t>();
  for (std::int64_t i = 0; i + 3 < code->handlers->length; i += 4)
    if (h[i] <= at && at < h[i + 1]) return h + i;
  return nullptr;
}

/// A tasklet that is being killed runs its bytecode's cleanup, but builtins do not catch its error. Returns true for
/// the frames that existed when it was killed.
bool is_unwound(Context* cx, const Value* base) {
  return base[-3].is_object() && base - cx->current->stack <= cx->current->unwound_to;
}

/// Returns the pc of the bytecode whose innermost suspended activation is `frame`.
const std::uint64_t* bytecode_of(const Frame* frame) {
  while (frame->parent) frame = frame->parent;
  return frame->pc;
}

}  // namespace

HD_CC void raise(HD_ARGS) {
  cx->open = 0;
  if (HD_UNLIKELY(has_handler(cx))) HD_TAIL call_handler(HD_PASS);
  for (;;) {
    const Value f = base[-3];
    if (f.is_object() && !is_native(f) && pc) {
      const Code* code = f.as<Callable>()->code;
      if (const std::int64_t* handler = handler_at(code, pc)) {
        cx->base = base;
        cx->abrupt = Abrupt::none;
        cx->current->unwound_to = base - cx->current->stack;
        base[handler[3]] = cx->error;
        pc = code->start() + handler[2];
        consts = code->constants();
        HD_DISPATCH;
      }
    }
    const Value link = base[-2];
    base -= link_delta(base[-1]);
    if (link.tag == tag_link) {
      pc = link.bits ? reinterpret_cast<const std::uint64_t*>(link.bits) - 1 : nullptr;
      if (pc || base - cx->current->stack > frame_slots) continue;
      HD_TAIL fail_tasklet(HD_PASS);  // this was the bottom frame
    }
    cx->base = base;
    cx->abrupt = Abrupt::raise;
    cx->resumed = link.as<Frame>();
    if (HD_UNLIKELY(cx->current->killed) && is_unwound(cx, base)) {
      if (is_tracer_link(link)) leave_tracer(cx->current);
      pc = bytecode_of(cx->resumed);
      continue;
    }
    HD_TAIL cx->resumed->resume(cx, cx->resumed->pc, base, constants_of(base));
  }
}

HD_CC void finish(HD_ARGS) {
  Frame* const ended = cx->resumed;
  cx->resumed = ended->parent;
  if (!ended->function) reuse_frame(cx, ended);  // the emulator reuses its frames itself
  HD_TAIL cx->resumed->resume(cx, cx->resumed->pc, base, consts);
  (void)pc;
}

HD_CC void native_finish(HD_ARGS) {
  base = cx->base;
  pc = nullptr;
  if (cx->abrupt == Abrupt::raise) HD_TAIL raise(HD_PASS);
  HD_TAIL leave_results(HD_PASS);
}

namespace {

/// Signals that the caller enters the code whose frame begins at `frame`, with `nargs` arguments.
bool await_code(Context* cx, Value* frame, std::int64_t nargs) {
  cx->call.nargs = nargs;
  cx->pending = Pending::call;
  cx->pending_base = frame - cx->current->stack;
  cx->spill_tail = nullptr;
  cx->spill_slot = cx->pending_base + 1;
  cx->abrupt = Abrupt::suspend;
  return true;
}

}  // namespace

bool call_guest(Context* cx, Value callee, const Value* args, std::int64_t n) {
  Value* frame = top_of(cx);
  if (HD_UNLIKELY(is_native(callee)) || HD_UNLIKELY(frame + (frame_slots + n + stack_slack) > cx->stack_end))
    return call_guest_spread(cx, callee, args, n, nullptr, -1);
  frame[0] = callee;
  frame[1] = {tag_link, 0};
  frame[2] = Value::raw(0);
  copy_values(args, n, frame + frame_slots);
  return await_code(cx, frame, n);
}

bool call_guest_spread(Context* cx, Value callee, const Value* args, std::int64_t n, ValueList* list,
                       std::int64_t skip) {
  const std::span<const Value> spread = list ? elements(cx, list) : std::span<const Value>{};
  const std::int64_t more = list        ? std::ssize(spread)
                            : skip >= 0 ? std::max<std::int64_t>(0, args_count(cx) - skip)
                                        : 0;
  const std::int64_t total = n + more;
  const std::int64_t at = top_of(cx) - cx->current->stack;
  if (reserve_stack(cx, cx->current->stack + at, total + frame_slots)) return true;
  Value* frame = cx->current->stack + at;
  Value* window = frame + frame_slots;
  frame[0] = callee;
  frame[1] = {tag_link, 0};
  copy_values(args, n, window);
  if (list)
    copy_values(spread.data(), more, window + n);
  else
    copy_values(cx->base + (skip < 0 ? 0 : skip), more, window + n);
  const std::int64_t caller = cx->base - cx->current->stack;
  if (!is_native(callee)) {
    frame[2] = Value::raw(0);
    return await_code(cx, frame, total);
  }
  if (cx->native_depth >= max_native_depth || stack_is_low()) return raise_failure(cx, Failure::nested_too_deep);
  frame[2] = link_word(window - cx->base, 0, total);
  cx->base = window;
  ++cx->native_depth;
  const bool abrupt = call_native(cx, callee.as<Native>(), total);
  --cx->native_depth;
  if (abrupt && cx->abrupt == Abrupt::raise && HD_UNLIKELY(has_handler(cx))) {
    cx->pending = Pending::handle;
    cx->abrupt = Abrupt::suspend;
  }
  if (abrupt && cx->abrupt == Abrupt::suspend) {
    cx->spill_tail = nullptr;  // the builtin's own chain is complete; its caller is linked after it
    cx->spill_slot = at + 1;
    return true;
  }
  cx->base = cx->current->stack + caller;
  return abrupt;
}

ValueList* results_list(Context* cx) { return new_value_list(cx, cx->results, cx->nresults); }

HD_CC void enter_delivering(HD_ARGS) {
  base = cx->base;
  Value* const at = cx->current->stack + cx->pending_base;
  Value* const window = at + frame_slots;
  const Code* code = at[0].as<Callable>()->code;
  if (HD_UNLIKELY(code->vararg != 0) || HD_UNLIKELY(window + (code->nregs + stack_slack) > cx->stack_end)) {
    at[1] =
        delivery_link(cx, reinterpret_cast<const std::uint64_t*>(cx->call.link.bits), cx->call.at, cx->call.nres > 0);
    HD_TAIL enter_pushed(HD_PASS);
  }
  cx->pending = Pending::none;
  cx->abrupt = Abrupt::none;
  at[1] = cx->call.link;
  at[2] = link_word(window - base, cx->call.nres, at - (base + cx->call.at));
  at[2].tag |= link_delivers;
  for (std::int64_t i = cx->call.nargs; i < code->nparams; ++i) window[i] = Value::nil();
  base = window;
  HD_TAIL start_frame(HD_PASS);
}

HD_CC void enter_pushed(HD_ARGS) {
  cx->pending = Pending::none;
  cx->abrupt = Abrupt::none;
  Value* at = cx->current->stack + cx->pending_base;
  const Code* code = at[0].as<Callable>()->code;
  const std::int64_t nargs = cx->call.nargs;
  Value* window = at + frame_slots;
  if (HD_LIKELY(!code->vararg) && HD_LIKELY(window + (code->nregs + stack_slack) <= cx->stack_end)) {
    at[2] = link_word(window - cx->base, open_results, 0);
    for (std::int64_t i = nargs; i < code->nparams; ++i) window[i] = Value::nil();
  } else {
    window = build_frame(cx, at, nargs, at[1], open_results, false);
    if (!window) {  // the stack is full: the error goes to the caller
      cx->abrupt = Abrupt::raise;
      cx->resumed = cx->current->stack[cx->pending_base + 1].as<Frame>();
      base = cx->base;
      HD_TAIL cx->resumed->resume(cx, cx->resumed->pc, base, constants_of(base));
    }
  }
  base = window;
  HD_TAIL start_frame(HD_PASS);
}

}  // namespace hd
