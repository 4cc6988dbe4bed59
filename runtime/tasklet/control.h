// Starting, observing and controlling tasklets. A tasklet here is one without a resumer, together with the coroutines
// that run in it; all functions act in its home context.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Faults if `t` belongs to another context: only its home may inspect it.
void check_home(Context* cx, const Tasklet* t, const char* function);
/// The bottom of the chain of resumers.
Tasklet* bottom_of(Tasklet* t);
/// The tasklet of its chain that runs, is ready or waits.
Tasklet* innermost_of(Context* cx, Tasklet* t);

/// Makes `f(args...)` ready to run.
Tasklet* tasklet_spawn(Context* cx, Value f, Object* args);
std::int64_t tasklet_number(Context* cx, Tasklet* t);
Tasklet* tasklet_innermost(Context* cx, Tasklet* t);
/// 0 running, 1 ready, 2 waiting, 3 frozen, 4 dead.
std::int64_t tasklet_state(Context* cx, Tasklet* t);
/// What it waits for, or null.
Str* tasklet_reason(Context* cx, Tasklet* t);
void tasklet_freeze(Context* cx, Tasklet* t);
void tasklet_thaw(Context* cx, Tasklet* t);
/// Raises `error` in it as soon as it resumes. Ends its wait, unless it waits for a method's reply, which comes soon,
/// or for a system call that no signal can end.
void tasklet_raise(Context* cx, Tasklet* t, Value error);
/// The guest's object for a tasklet; nil until it is set.
Value tasklet_handle(Context* cx, Tasklet* t);
void tasklet_set_handle(Context* cx, Tasklet* t, Value handle);
/// How it ended: true and the results, or false and the error; null if it has not ended.
Object* tasklet_outcome(Context* cx, Tasklet* t);
/// Wakes `who` with `ticket` when `t` ends, or at once if it has ended.
void tasklet_await_end(Context* cx, Tasklet* t, Tasklet* who, std::int64_t ticket);
/// All tasklets that are not dead.
Object* tasklet_list(Context* cx);
/// All ready tasklets, the next one first.
Object* tasklet_ready(Context* cx);

/// Has `f` called, without arguments, whenever one of several ready tasklets is to be chosen; nil: first come, first
/// served. `f` makes its choice with `tasklet_choose`. A policy that waits or takes too long is removed.
void tasklet_set_policy(Context* cx, Value f);
/// Returns false if `t` is not ready.
bool tasklet_choose(Context* cx, Tasklet* t);
/// A SwitchCause.
std::int64_t tasklet_switch_cause(Context* cx);

/// Takes the next tasklet from the run queue; null if there is none, or if something else must be checked first.
Tasklet* take_next_at_once(Context* cx);
/// Called by the thread acting for the context: takes the tasklet to run next from the run queue; null if there is
/// none.
Tasklet* take_next(Context* cx);

}  // namespace hd
