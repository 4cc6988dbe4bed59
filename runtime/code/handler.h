// Message handlers: a guest function that is called where an error is raised, before anything is unwound, and makes
// another error of it (Lua manual 2.3). A tasklet has at most one at a time; whoever sets it sees to its end.
#pragma once
#include "runtime/code/frames.h"

namespace hd {

/// Sets the running tasklet's handler (nil: none), and returns the one before. While a handler runs there is none, and
/// after it was called there is none until it is set again: each error is handled once.
Value swap_handler(Context* cx, Value handler);

/// Around calls of the guest whose errors are caught, and may be raised again with more text: the message of an error
/// that goes through n of them may take n * n / 2 steps to make. So they nest as deep as Lua's C calls (LUAI_MAXCCALLS,
/// less a margin), coroutines in coroutines included.
constexpr int max_catching = 190;

/// How many such calls, and coroutines, what the tasklet runs is in.
inline int catching_depth(const Tasklet* t) { return t->catching_below + t->catching; }

/// Enters such a call with that handler, and returns the one before; `false`: too many, and nothing has changed.
Value enter_catching(Context* cx, Value handler);
Value leave_catching(Context* cx, Value outer);

/// The running tasklet leaves all that it runs: the error that it raises next is not caught, except below all guest
/// code; bytecode does on the way what it has to. Until it is said to be over.
void set_leaving(Context* cx, bool leaving);

inline bool has_handler(const Context* cx) { return cx->current->handler.tag != tag_nil && !cx->current->killed; }
/// Where an error is raised in `t`, which did not start yet, and nothing handles it, `t` stays as it is, suspended, and
/// its resume raises the error; `kill` unwinds it then. While that holds, its handler is `true`.
void tasklet_keep_failed(Context* cx, Tasklet* t);

/// cx->error is being raised at `pc` of the frame at `base`, and there is a handler.
HD_CC void call_handler(HD_ARGS);

}  // namespace hd
