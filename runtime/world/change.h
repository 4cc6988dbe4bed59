// Changes that a program asks for and that must appear atomic: giving an object a new owner, whatever state it is in,
// replacing an element of an otherwise immutable array, making all threads run other operations. They are made with
// the world stopped and nothing in flight between contexts.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct ContextHandle;

/// Asks that `to` own the object. The running tasklet, which waits with `ticket`, is woken when the object has moved
/// or cannot move.
void move_object(Context* cx, Value v, ContextHandle* to, std::int64_t ticket);
/// Asks for `array[i] = v` in an otherwise immutable array; the running tasklet is woken as it is for a move.
void replace_element(Context* cx, Array* array, std::int64_t i, Value v, std::int64_t ticket);
/// Has `tracer` (code/trace.h; nil: none) called before each bytecode that `t` runs; the running tasklet is woken, as
/// it is for a move, once the change is in effect. Raises for a tasklet of another context.
bool trace_tasklet(Context* cx, Tasklet* t, Value tracer, Value data, std::int64_t ticket);
/// The result of the running tasklet's last change, as std.sharing numbers it.
std::int64_t move_result(Context* cx);
/// Called at a safepoint of `cx`: makes the changes that were asked for.
void make_changes(Context* cx);

}  // namespace hd
