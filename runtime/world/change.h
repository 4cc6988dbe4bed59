// What a program asks for and nobody may see happen: that an object gets another owner whatever state it is in, or that
// an array that is immutable otherwise gets another element, or that all threads run other operations. The world is
// stopped meanwhile and nothing is on its way between contexts.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct ContextHandle;

/// Asks for another owner, and wakes the running tasklet, which waits with that ticket, when it is so or cannot be.
void move_object(Context* cx, Value v, ContextHandle* to, std::int64_t ticket);
/// Asks for `array[i] = v` in an array that is immutable but for this; wakes the running tasklet like a move.
void replace_element(Context* cx, Array* array, std::int64_t i, Value v, std::int64_t ticket);
/// `tracer` (code/trace.h; nil: none) is called before each bytecode that `t` runs, and the running tasklet woken like
/// by a move once that is so. Raises for a tasklet of another context.
bool trace_tasklet(Context* cx, Tasklet* t, Value tracer, Value data, std::int64_t ticket);
/// Of the running tasklet's last one, as std.sharing numbers it.
std::int64_t move_result(Context* cx);
/// At a safepoint of `cx`: those that were asked for.
void make_changes(Context* cx);

}  // namespace hd
