// std.gc: what a description may ask of the collector. Thread context: the thread acting for `cx`, which owns the
// objects passed.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

void gc_collect_soon(Context* cx);
/// Bytes in use: what the last collection left, plus what was allocated since.
std::int64_t gc_count(Context* cx);
/// Sets whether the heap's growth leads to collections; requested collections happen anyway.
void gc_set_running(Context* cx, bool running);
bool gc_is_running(Context* cx);
bool gc_is_finalizing(Context* cx);
void gc_set_weak(Context* cx, Value object, bool keys, bool values);
void gc_set_finalizable(Context* cx, Value object);
/// Has `f` called without arguments, in a tasklet of its own, when a collection has found dead objects.
void gc_set_finalizer(Context* cx, Value f);
Value gc_take_dead(Context* cx);
Value gc_take_finalizable(Context* cx);

/// Returns a tasklet that calls the finalizer; null if nothing died, or if the previous one still runs.
Tasklet* finalizing_tasklet(Context* cx);

}  // namespace hd
