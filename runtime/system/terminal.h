// std.terminal: line editing with libedit. Thread context: the thread acting for `cx`.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

bool is_terminal(Context* cx);
/// Returns true: the tasklet is suspended.
bool edit_line(Context* cx, Str* prompt, Str* words);

}  // namespace hd
