// Green threads: their stacks, switching, and what happens when one ends. Thread context: the thread acting for `cx`.
#pragma once
#include "runtime/code/frames.h"
#include "runtime/code/suspend.h"

namespace hd {

Tasklet* new_tasklet(Context* cx, Value function, Object* arguments);
void free_stack(Tasklet* t);
/// All it holds outside of the heap: it is dead to everybody.
void free_tasklet(Tasklet* t);
/// Is it the tasklet of the program's `main`?
inline bool is_program(const Context* cx, const Tasklet* t) { return cx->id == 1 && t == cx->main; }
/// Continues cx->current: starts it, resumes its waiting frame, or dispatches at its pc.
HD_CC void continue_tasklet(HD_ARGS);
/// It has ended: the tasklets that wait for that are woken.
void wake_joiners(Context* cx, Tasklet* t);
/// Puts the running tasklet's registers away.
void save_tasklet(Context* cx);

// The description language's tasklet functions. Those that wait return true with Abrupt::suspend (or raise).
Tasklet* tasklet_new(Context* cx, Value function);
std::int64_t tasklet_status(Context* cx, Tasklet* t);
Tasklet* tasklet_current(Context* cx);
Tasklet* tasklet_main(Context* cx);
bool resume(Context* cx, Tasklet* t, Object* list);
bool yield(Context* cx, Object* list);
/// Unwinds it with the error; one that failed, with that error. The result: the error that came out, or nil.
bool kill(Context* cx, Tasklet* t, Value error);
/// An error ended it, or suspended it for good, and no `kill` has told that one yet.
bool tasklet_failed(Context* cx, Tasklet* t);
/// `kill` unwinds it: it cannot yield.
bool tasklet_unwinds(Context* cx, Tasklet* t);

}  // namespace hd
