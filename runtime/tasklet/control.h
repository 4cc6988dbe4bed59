// Starting, watching and steering tasklets. A tasklet here is one without a resumer, with the coroutines that run in
// it; all of these act in its home context.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Faults for a tasklet of another context: only its home looks at what it does.
void check_home(Context* cx, const Tasklet* t, const char* function);
/// The bottom of the chain of resumers.
Tasklet* bottom_of(Tasklet* t);
/// The one of its chain that runs, is ready or waits.
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
/// Raises `error` in it as soon as it goes on. Ends its wait, unless that is for a method's reply, which comes soon, or
/// a call of the system that no signal ends.
void tasklet_raise(Context* cx, Tasklet* t, Value error);
/// The guest's object for a tasklet; nil before it was set.
Value tasklet_handle(Context* cx, Tasklet* t);
void tasklet_set_handle(Context* cx, Tasklet* t, Value handle);
/// How it ended: true and the results, or false and the error. Null: it has not.
Object* tasklet_outcome(Context* cx, Tasklet* t);
/// `who` is woken by the ticket when it ends, at once if it has.
void tasklet_await_end(Context* cx, Tasklet* t, Tasklet* who, std::int64_t ticket);
/// All that are not dead.
Object* tasklet_list(Context* cx);
/// Those that are ready, the next one first.
Object* tasklet_ready(Context* cx);

/// `f` is called, without arguments, whenever one of several ready tasklets is to be chosen; nil: the next in turn. It
/// tells its choice by `tasklet_choose`. One that waits or takes too long is removed.
void tasklet_set_policy(Context* cx, Value f);
/// False: it is not ready.
bool tasklet_choose(Context* cx, Tasklet* t);
/// A SwitchCause.
std::int64_t tasklet_switch_cause(Context* cx);

/// The next ready tasklet, when nothing has to be looked at before it: taken from the ready ones, or null.
Tasklet* take_next_at_once(Context* cx);
/// Acting for the context: the tasklet to run next, taken from the ready ones; or null.
Tasklet* take_next(Context* cx);

}  // namespace hd
