// The ways in which generated code leaves a function before its end: faults, errors, waiting. See docs/runtime.md,
// "Functions that may suspend" and "Debugging a description and its generated code".
//
// Names with OP are for bytecodes, which leave by tail calls; the others are for functions and builtins, which return
// true to signal. A `site` is the text of a place, for tracebacks.
//
// Used only in generated code: by the thread acting for `cx`.
#pragma once
#include <utility>

#include "runtime/code/frames.h"
#include "runtime/value/fault.h"

// ---- Forms of a bytecode ----
//
// A bytecode is a `template <int form> op_X`. An opcode runs the form with its variant's number. `hd_later` is entered
// where a variant leaves through HD_EXIT, or resumes after a suspension. The forms share their text; `form` is a
// constant in each.

constexpr int hd_later = -1;

/// Before an instruction that may signal: a variant passes its registers to the later form, which restores them at the
/// label e##number. So a variant needs no stack frame for these rare cases.
#define HD_EXIT(op, number, ...)                                    \
  if (form != hd_later) {                                           \
    hd_save(cx->carried __VA_OPT__(, ) __VA_ARGS__);                \
    cx->exit = number;                                              \
    HD_TAIL op<hd_later>(HD_PASS);                                  \
  }                                                                 \
  if (false) {                                                      \
    e##number : hd_restore(cx->carried __VA_OPT__(, ) __VA_ARGS__); \
  }

// ---- Ways out with an error ----

/// Passes the error in cx->error to this function's handler.
#define HD_CATCH(handler)          \
  {                                \
    cx->abrupt = hd::Abrupt::none; \
    goto handler;                  \
  }
/// The same in a bytecode: the stack may have moved before the error.
#define HD_OP_CATCH(handler) \
  {                          \
    base = cx->base;         \
    HD_CATCH(handler)        \
  }
/// The error leaves the bytecode.
#define HD_RAISE                \
  {                             \
    base = cx->base;            \
    HD_TAIL hd::raise(HD_PASS); \
  }
/// The error goes to the function's caller.
#define HD_RAISED                   \
  {                                 \
    cx->abrupt = hd::Abrupt::raise; \
    return true;                    \
  }
/// The same for an error that may come from a fault: adds this site to its traceback.
#define HD_TO(way_out, site)  \
  {                           \
    hd::pass_error(cx, site); \
    way_out                   \
  }
#define HD_PASSED(site) HD_TO(HD_RAISED, site)
#define HD_OP_PASSED(site) HD_TO(HD_RAISE, site)

// ---- Faults: mistakes of the description ----

/// A fault found by a bytecode. It leaves with a tail call: even a normal call that never returns would cost a frame.
#define HD_FAULT(what, site)          \
  {                                   \
    cx->fault = {what, site};         \
    HD_TAIL hd::raise_fault(HD_PASS); \
  }
/// A fault found where a handler catches it.
#define HD_RAISE_HERE(what, site, to_handler) \
  {                                           \
    hd::raise_here(cx, what, site);           \
    to_handler                                \
  }
#define HD_FAULT_IF(condition, what, site) \
  if (HD_UNLIKELY(condition)) hd::fault(cx, what, site);
#define HD_OP_FAULT_IF(condition, what, site) \
  if (HD_UNLIKELY(condition)) HD_FAULT(what, site)
#define HD_INDEX(i, array, site) HD_FAULT_IF(hd_outside(i, (array)->length), "index out of bounds", site)
#define HD_OP_INDEX(i, array, site) HD_OP_FAULT_IF(hd_outside(i, (array)->length), "index out of bounds", site)
#define HD_NOT_NIL(reference, site) HD_FAULT_IF((reference) == nullptr, "nil where an object was needed", site)
#define HD_OP_NOT_NIL(reference, site) HD_OP_FAULT_IF((reference) == nullptr, "nil where an object was needed", site)
/// The caller adds the place.
#define HD_WATCH_STACK \
  if (HD_UNLIKELY(hd::stack_is_low())) hd::fault(cx, hd::stack_overflow);

/// A call that may throw a fault. A function adds its site. In a bytecode the fault becomes an error, which is raised
/// at `faulted` or passed to a handler; in a resumed function it becomes the error that the function ends with.
#define HD_GUARD(call, site)    \
  try {                         \
    call;                       \
  } catch (hd::Fault & fault) { \
    fault.pass(site);           \
    throw;                      \
  }
#define HD_OP_GUARD(call, site)       \
  try {                               \
    call;                             \
  } catch (hd::Fault & fault) {       \
    hd::catch_fault(cx, fault, site); \
    goto faulted;                     \
  }
#define HD_GUARD_TO(to_handler, call, site) \
  try {                                     \
    call;                                   \
  } catch (hd::Fault & fault) {             \
    hd::catch_fault(cx, fault, site);       \
    to_handler                              \
  }
#define HD_GUARD_RESUMED(call)  \
  try {                         \
    call;                       \
  } catch (hd::Fault & fault) { \
    hd::catch_fault(cx, fault); \
    abrupt = true;              \
  }
/// A bytecode's call outside its cold paths. A variant does not guard it, because code to catch a fault would cost a
/// stack frame: the loop that runs the machine catches the fault, and finds the bytecode and site in the context.
#define HD_OP_CALL(call, place)          \
  if (form != hd_later) {                \
    cx->pc = pc, cx->fault.site = place; \
    call;                                \
  } else {                               \
    HD_OP_GUARD(call, place)             \
  }
/// The same for a function to be inlined into a variant.
#define HD_OP_CALL_INLINE(call, place)   \
  if (form != hd_later) {                \
    cx->pc = pc, cx->fault.site = place; \
    [[clang::always_inline]] call;       \
  } else {                               \
    HD_OP_GUARD(call, place)             \
  }
/// The same for one that cannot fault.
#define HD_OP_INLINE(call)         \
  if (form != hd_later) {          \
    [[clang::always_inline]] call; \
  } else {                         \
    call;                          \
  }

// ---- Calls that may signal ----
//
// A function that waits keeps the listed registers in its frame. When it is resumed, at the label s##state, it restores
// them, and `result` takes what it waited for.

/// Common to all places where a function waits: the operation that resumes it, and the number of slots in its frame.
#define HD_KEPT_BY(operation, count)          \
  constexpr hd::Operation resume = operation; \
  constexpr std::uint32_t slots = count;
/// Suspends the activation kept in `frame`; the machine continues elsewhere.
#define HD_SUSPEND(frame)         \
  {                               \
    frame->pc = pc;               \
    base = cx->base;              \
    HD_TAIL hd::suspend(HD_PASS); \
  }
#define HD_NOTHING
/// A bytecode is outermost: nothing refers to its frame once it runs again.
#define HD_RELEASE_FRAME      \
  hd::reuse_frame(cx, frame); \
  frame = nullptr
/// After `abrupt = call`.
#define HD_SIGNALLED(way_out) \
  if (HD_UNLIKELY(abrupt)) {  \
    way_out;                  \
  }
#define HD_WAITING_THEN(leave, reload, release, state, way_out, result, ...) \
  if (HD_UNLIKELY(abrupt)) {                                                 \
    if (cx->abrupt == hd::Abrupt::raise) {                                   \
      way_out;                                                               \
    }                                                                        \
    frame = hd::keep(cx, frame, resume, state, slots);                       \
    hd_save(frame->slots __VA_OPT__(, ) __VA_ARGS__);                        \
    leave;                                                                   \
  }                                                                          \
  reload;                                                                    \
  if (false) {                                                               \
    s##state : hd_restore(frame->slots __VA_OPT__(, ) __VA_ARGS__);          \
    release;                                                                 \
    if (cx->abrupt == hd::Abrupt::raise) {                                   \
      way_out;                                                               \
    }                                                                        \
    result;                                                                  \
  }
#define HD_WAITING(state, way_out, result, ...) \
  HD_WAITING_THEN(return true, , , state, way_out, result __VA_OPT__(, ) __VA_ARGS__)
#define HD_OP_WAITING(state, way_out, result, ...)                                      \
  HD_WAITING_THEN(HD_SUSPEND(frame), base = cx->base, HD_RELEASE_FRAME, state, way_out, \
                  result __VA_OPT__(, ) __VA_ARGS__)

/// The same for a function that would only give the result on to its caller: it keeps no frame.
#define HD_PASSES_ON(way_out)                        \
  if (HD_UNLIKELY(abrupt)) {                         \
    if (cx->abrupt == hd::Abrupt::raise) {           \
      way_out;                                       \
    }                                                \
    if (frame != nullptr) hd::step_aside(cx, frame); \
    return true;                                     \
  }
/// Ahead of HD_OP_WAITING, if all that follows is that the result goes to a register: unless something on the way keeps
/// a frame, a guest function to be called is entered as if the bytecode were a call.
#define HD_DELIVERS(words, reg, n)                 \
  if (abrupt && hd::waits_for_code_alone(cx)) {    \
    cx->call.link = hd::return_link(pc + (words)); \
    cx->call.at = reg;                             \
    cx->call.nres = n;                             \
    HD_TAIL hd::enter_delivering(HD_PASS);         \
  }

// The usual combinations: a function of the description that may fault and raise, or may also wait; and a request,
// whose errors come from another context.
#define HD_MAY_RAISE(call, site) \
  HD_GUARD(abrupt = call, site)  \
  HD_SIGNALLED(HD_PASSED(site))
#define HD_OP_MAY_RAISE(call, site) \
  cx->pc = pc;                      \
  HD_OP_GUARD(abrupt = call, site)  \
  HD_SIGNALLED(HD_OP_PASSED(site))
#define HD_WAITS(state, call, site, ...) \
  HD_GUARD(abrupt = call, site)          \
  HD_WAITING(state, HD_PASSED(site), __VA_OPT__(, ) __VA_ARGS__)
#define HD_OP_WAITS(state, call, site, ...) \
  cx->pc = pc;                              \
  HD_OP_GUARD(abrupt = call, site)          \
  HD_OP_WAITING(state, HD_OP_PASSED(site), __VA_OPT__(, ) __VA_ARGS__)
#define HD_WAITS_FOR(value, state, call, site, ...) \
  HD_GUARD(abrupt = call, site)                     \
  HD_WAITING(state, HD_PASSED(site), hd_restore(cx->results, value) __VA_OPT__(, ) __VA_ARGS__)
#define HD_OP_WAITS_FOR(value, state, call, site, ...) \
  cx->pc = pc;                                         \
  HD_OP_GUARD(abrupt = call, site)                     \
  HD_OP_WAITING(state, HD_OP_PASSED(site), hd_restore(cx->results, value) __VA_OPT__(, ) __VA_ARGS__)
#define HD_ROUTE(state, call, ...) \
  abrupt = call;                   \
  HD_WAITING(state, HD_RAISED, __VA_OPT__(, ) __VA_ARGS__)
#define HD_OP_ROUTE(state, call, ...) \
  cx->pc = pc;                        \
  abrupt = call;                      \
  HD_OP_WAITING(state, HD_RAISE, __VA_OPT__(, ) __VA_ARGS__)

// ---- Resumed functions ----

/// A resumed function or builtin was abrupt: its error goes to its caller, or it waits again.
#define HD_LEAVE(frame)                                                  \
  {                                                                      \
    base = cx->base;                                                     \
    if (cx->abrupt == hd::Abrupt::suspend) HD_TAIL hd::suspend(HD_PASS); \
    cx->resumed = frame;                                                 \
    HD_TAIL hd::finish(HD_PASS);                                         \
  }
#define HD_LEAVE_BUILTIN(frame)                                          \
  {                                                                      \
    base = cx->base;                                                     \
    if (cx->abrupt == hd::Abrupt::suspend) HD_TAIL hd::suspend(HD_PASS); \
    hd::reuse_frame(cx, frame);                                          \
    HD_TAIL hd::native_finish(HD_PASS);                                  \
  }
/// The function is done; its results are in cx->results.
#define HD_FINISH(frame)           \
  {                                \
    cx->abrupt = hd::Abrupt::none; \
    cx->resumed = frame;           \
    HD_TAIL hd::finish(HD_PASS);   \
  }
#define HD_FINISH_BUILTIN(frame)        \
  {                                     \
    cx->abrupt = hd::Abrupt::none;      \
    hd::reuse_frame(cx, frame);         \
    HD_TAIL hd::native_finish(HD_PASS); \
  }
/// The body of the operation that resumes a function: `call` calls it again, passing `frame`.
#define HD_RESUME(call, width)            \
  {                                       \
    bool abrupt;                          \
    hd::Frame* const frame = cx->resumed; \
    HD_GUARD_RESUMED(abrupt = call)       \
    if (abrupt) HD_LEAVE(frame);          \
    cx->nresults = width;                 \
    HD_FINISH(frame);                     \
  }
/// The same for a function with a result, which `call` stores in `result`.
#define HD_RESUME_FOR(type, call, width)  \
  {                                       \
    bool abrupt;                          \
    type result;                          \
    hd::Frame* const frame = cx->resumed; \
    HD_GUARD_RESUMED(abrupt = call)       \
    if (abrupt) HD_LEAVE(frame);          \
    hd::reserve_results(cx, width);       \
    hd_save(cx->results, result);         \
    cx->nresults = width;                 \
    HD_FINISH(frame);                     \
  }
#define HD_RESUME_BUILTIN(builtin)                \
  {                                               \
    bool abrupt;                                  \
    hd::Frame* const frame = cx->resumed;         \
    HD_GUARD_RESUMED(abrupt = builtin(cx, frame)) \
    if (abrupt) HD_LEAVE_BUILTIN(frame);          \
    HD_FINISH_BUILTIN(frame);                     \
  }
