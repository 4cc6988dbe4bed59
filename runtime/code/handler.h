// Message handlers. A message handler is a guest function that is called where an error is raised, before anything is
// unwound, and returns another error (Lua manual 2.3). A tasklet has at most one at a time; the code that sets it must
// also reset it.
#pragma once
#include "runtime/code/frames.h"

namespace hd {

/// Sets the running tasklet's handler (nil: none) and returns the previous one. There is no handler while one runs, nor
/// after it was called until it is set again, so each error is handled once.
Value swap_handler(Context* cx, Value handler);

/// Limit on nested guest calls whose errors are caught. Each may raise the error again with more text, so the message
/// of an error that passes through n of them may take n * n / 2 steps to build. They nest as deep as Lua's C calls
/// (LUAI_MAXCCALLS, less a margin), including those of coroutines within coroutines.
constexpr int max_catching = 190;

/// How many such calls, and coroutines, enclose what the tasklet runs.
inline int catching_depth(const Tasklet* t) { return t->catching_below + t->catching; }

/// Enters such a call with that handler and returns the previous one. Returns `false`, changing nothing, if the limit
/// is reached.
Value enter_catching(Context* cx, Value handler);
Value leave_catching(Context* cx, Value outer);

/// While `leaving` is set, the running tasklet leaves everything it runs: the error that it raises next is caught only
/// below all guest code, though bytecode still runs its cleanup on the way.
void set_leaving(Context* cx, bool leaving);

inline bool has_handler(const Context* cx) { return cx->current->handler.tag != tag_nil && !cx->current->killed; }
/// If an error is raised in `t`, which must not have started, and nothing handles it, `t` stays as it is, suspended,
/// and its resume raises the error; `kill` unwinds it later. While this is in force, the handler of `t` is `true`.
void tasklet_keep_failed(Context* cx, Tasklet* t);

/// Entered when cx->error is being raised at `pc` of the frame at `base`, and there is a handler.
HD_CC void call_handler(HD_ARGS);

}  // namespace hd
