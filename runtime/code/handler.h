// Message handlers: a guest function that is called where an error is raised, before anything is unwound, and makes
// another error of it (Lua manual 2.3). A tasklet has at most one at a time; whoever sets it sees to its end.
#pragma once
#include "runtime/code/frames.h"

namespace hd {

/// Sets the running tasklet's handler (nil: none), and returns the one before. While a handler runs there is none, and
/// after it was called there is none until it is set again: each error is handled once.
Value swap_handler(Context* cx, Value handler);

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
