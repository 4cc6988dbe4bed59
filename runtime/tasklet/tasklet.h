// Green threads: their stacks, switching, and what happens when one ends. Thread context: the thread acting for `cx`.
#pragma once
#include "runtime/code/frames.h"
#include "runtime/code/suspend.h"

namespace hd {

Tasklet* new_tasklet(Context* cx, Value function, Object* arguments);
void free_stack(Tasklet* t);
/// Frees what an unreachable tasklet holds outside of the heap.
void free_tasklet(Tasklet* t);
/// Returns true if it is the tasklet of the program's `main`.
inline bool is_program(const Context* cx, const Tasklet* t) { return cx->id == 1 && t == cx->main; }
/// Continues cx->current: starts it, resumes its waiting frame, or dispatches at its pc.
HD_CC void continue_tasklet(HD_ARGS);
/// Wakes the tasklets that wait for the end of `t`, which has ended.
void wake_joiners(Context* cx, Tasklet* t);
/// Saves the running tasklet's registers.
void save_tasklet(Context* cx);

// The description language's tasklet functions. Those that wait return true with Abrupt::suspend (or raise).
Tasklet* tasklet_new(Context* cx, Value function);
std::int64_t tasklet_status(Context* cx, Tasklet* t);
Tasklet* tasklet_current(Context* cx);
Tasklet* tasklet_main(Context* cx);
bool resume(Context* cx, Tasklet* t, Object* list);
bool resume_with(Context* cx, Tasklet* t, std::int64_t skip);
bool yield(Context* cx, Object* list);
bool yield_with(Context* cx, std::int64_t skip);
/// Unwinds `t` with `error`, or with its own error if it failed. The result is the error that came out, or nil.
bool kill(Context* cx, Tasklet* t, Value error);
/// Returns true if an error ended it, or suspended it for good, and no `kill` has reported that error yet.
bool tasklet_failed(Context* cx, Tasklet* t);
/// Returns true if `kill` is unwinding it, so that it cannot yield.
bool tasklet_unwinds(Context* cx, Tasklet* t);

}  // namespace hd
