// Calls, stacks and suspension, as used by generated code and the emulator. See docs/runtime.md.
//
// Called by the thread acting for `cx`, with the running tasklet in cx->current.
#pragma once
#include <algorithm>

#include "runtime/abi/ops.h"
#include "runtime/state/context.h"
#include "runtime/value/fault.h"

namespace hd {

#define HD_ARGS hd::Context *cx, const std::uint64_t *pc, hd::Value *base, const hd::Value *consts
#define HD_PASS cx, pc, base, consts
#define HD_DISPATCH HD_TAIL cx->dispatch[static_cast<std::uint16_t>(*pc)](HD_PASS)

// ---- Operations: all end in a tail call, or return to the loop that entered the machine ----------------------------
HD_CC void enter_slow(HD_ARGS);    // cx->call
HD_CC void enter_at(HD_ARGS);      // cx->call; its `at` counts from the stack's start, and that slot holds the callee
HD_CC void enter_native(HD_ARGS);  // base: the window of a builtin, whose frame is complete
HD_CC void enter_pushed(HD_ARGS);  // the code prepared by call_guest
/// The same for the bytecode at pc: one result, or none, goes to a register, and the bytecode is over. cx->call: link,
/// `at` (the register) and `nres`.
HD_CC void enter_delivering(HD_ARGS);
HD_CC void enter_tail_slow(HD_ARGS);  // cx->call: callee, at, nargs
HD_CC void leave_results(HD_ARGS);    // results in cx->results
HD_CC void raise(HD_ARGS);            // cx->error; pc: where
HD_CC void raise_fault(HD_ARGS);      // cx->fault, in a bytecode; pc: where
HD_CC void finish_fault(HD_ARGS);     // cx->fault, in the resumed function cx->resumed
HD_CC void native_fault(HD_ARGS);     // cx->fault, in a resumed builtin
HD_CC void finish(HD_ARGS);           // continues with cx->resumed->parent
HD_CC void native_finish(HD_ARGS);    // a resumed builtin is done, with results or an error
// Defined in higher folders, since they need more than calls and stacks:
HD_CC void suspend(HD_ARGS);       // tasklet/: cx->pending
HD_CC void fail_tasklet(HD_ARGS);  // tasklet/: the current tasklet has no frame left and ends with cx->error
HD_CC void safepoint(HD_ARGS);     // machine/: before the bytecode at pc

// ---- Suspension -----------------------------------------------------------------------------------------------------
/// Returns a frame whose slots are nil.
Frame* new_frame(Context* cx, std::uint32_t nslots);
/// The activation with this frame has ended, and nothing refers to the frame: another may use it.
inline void reuse_frame(Context* cx, Frame* frame) {
  if (frame->nslots >= reused_frame_slots) return;
  frame->parent = cx->free_frames[frame->nslots];
  cx->free_frames[frame->nslots] = frame;
}
/// Empties the lists of frames to be used again: before a collection, and when their memory changes hands.
void forget_free_frames(Context* cx);
/// Links an existing frame as the next in the chain being suspended.
void relink(Context* cx, Frame* frame);
Frame* spill(Context* cx, Operation resume, std::uint32_t state, std::uint32_t nslots);
/// Returns true if what waits is for code that call_guest prepared, and no activation has kept a frame for it yet.
inline bool waits_for_code_alone(const Context* cx) {
  return cx->abrupt == Abrupt::suspend && cx->pending == Pending::call && !cx->spill_tail &&
         cx->spill_slot == cx->pending_base + 1;
}
/// A resumed function waits for something whose result goes to its caller as it is: the caller waits in its place.
inline void step_aside(Context* cx, Frame* frame) {
  relink(cx, frame->parent);
  reuse_frame(cx, frame);
}

// ---- Results --------------------------------------------------------------------------------------------------------
void reserve_results(Context* cx, std::int64_t n);
inline void set_results(Context* cx, const Value* from, std::int64_t n) {
  reserve_results(cx, n);
  copy_values(from, n, cx->results);
  cx->nresults = n;
}
inline void result_one(Context* cx, Value v) {
  cx->results[0] = v;
  cx->nresults = 1;
}

/// Returns true for a builtin or an object of a callable type.
inline bool is_callable(const Context* cx, Value v) {
  return v.is_class(class_native) ||
         (v.is_object() && cx->isolate->language->classes[v.as_object()->class_id()].callable);
}

// ---- Calling --------------------------------------------------------------------------------------------------------
/// Calls a Native or callable object with `n` arguments. Returns true if abrupt.
bool call_guest(Context* cx, Value callee, const Value* args, std::int64_t n);
/// Like `call_guest`, with further arguments from a List<Value> or, if `list` is null, the running builtin's own from
/// `skip` on.
bool call_guest_spread(Context* cx, Value callee, const Value* args, std::int64_t n, ValueList* list,
                       std::int64_t skip);
ValueList* results_list(Context* cx);
/// The first slot not used by the running frame.
Value* top_of(Context* cx);
/// Makes room for `n` slots above `from`, a slot of the running stack. Returns true after raising an error.
bool grow_stack(Context* cx, Value* from, std::int64_t n);
/// The number of slots above `top_of` that the stack may still grow to.
std::int64_t tasklet_stack_room(Context* cx);
/// Gives up slots beyond a stack's maximum size, which must be unused.
void trim_stack(Context* cx);
constexpr std::int64_t stack_slack = 8;
inline bool reserve_stack(Context* cx, Value* from, std::int64_t n) {
  return HD_UNLIKELY(from + n + stack_slack > cx->stack_end) && grow_stack(cx, from, n);
}

inline const Value* constants_of(const Value* base) {
  if (base[-3].tag != tag_object || base[-3].as_object()->class_id() == class_native) return nullptr;
  return base[-3].as<Callable>()->code->constants();
}

// ---- Register checks at run time; the assembler has verified the rest ----------------------------------------------
/// The number of registers of the running frame, or of its open values if they reach higher.
inline std::int64_t frame_size(const Context* cx, const Value* base) {
  return std::max(base[-3].as<Callable>()->code->nregs - 1, cx->open);
}
HD_INLINE bool in_frame(const Context* cx, const Value* base, std::int64_t reg) {
  return HD_LIKELY(static_cast<std::uint64_t>(reg) <
                   static_cast<std::uint64_t>(base[-3].as<Callable>()->code->nregs - 1)) ||
         static_cast<std::uint64_t>(reg) < static_cast<std::uint64_t>(cx->open);
}
/// Returns true if `n` is OPEN, or the frame has `n` registers from `first` on.
inline bool is_count(const Context* cx, const Value* base, std::int64_t first, std::int64_t n) {
  return n == open_results || (n >= 0 && n <= frame_size(cx, base) - first);
}
/// Returns true if the stack has this slot, in the frame or above it. `frame.reserve` makes room above it.
HD_INLINE bool has_slot(const Context* cx, const Value* base, std::int64_t slot) {
  return static_cast<std::uint64_t>(slot) < static_cast<std::uint64_t>(cx->stack_end - base);
}

inline std::int64_t args_count(Context* cx) { return link_extra(cx->base[-1]); }

/// Fast path of entering code. Returns false if the caller must use enter_slow.
HD_INLINE bool enter_code(Context* cx, Callable* callee, Value* at, std::int64_t nargs, std::int64_t nres,
                          const std::uint64_t* ret, const std::uint64_t*& pc, Value*& base, const Value*& consts) {
  Code* code = callee->code;
  Value* const window = at + frame_slots;
  if (HD_UNLIKELY(code->vararg != 0) || HD_UNLIKELY(window + code->nregs + stack_slack > cx->stack_end)) return false;
  at[1] = return_link(ret);
  at[2] = link_word(window - base, nres, 0);
  for (std::int64_t i = nargs; i < code->nparams; ++i) window[i] = Value::nil();
  base = window;
  cx->base = window;
  cx->open = 0;
  pc = code->start();
  consts = code->constants();
  return true;
}

/// Fast path of returning n values to bytecode. Returns false if the caller must copy them to cx->results and use
/// leave_results.
HD_INLINE bool leave_code(Context* cx, const Value* from, std::int64_t n, const std::uint64_t*& pc, Value*& base,
                          const Value*& consts) {
  const Value link = base[-2], word = base[-1];
  if (HD_UNLIKELY(link.tag != tag_link)) return false;
  Value* dst = base - frame_slots - link_extra(word);
  Value* caller = base - link_delta(word);
  const std::int64_t nres = link_nres(word);
  if (HD_LIKELY(nres == n)) {
    copy_values(from, n, dst);
  } else if (nres == open_results) {
    copy_values(from, n, dst);
    cx->open = dst + n - caller;
  } else {
    std::int64_t i = 0;
    for (; i < n && i < nres; ++i) dst[i] = load(from[i]);
    for (; i < nres; ++i) dst[i] = Value::nil();
  }
  base = caller;
  cx->base = caller;
  pc = reinterpret_cast<const std::uint64_t*>(link.bits);
  consts = caller[-3].as<Callable>()->code->constants();
  return true;
}

}  // namespace hd
