// std.gc: what a description may ask of the collector. Thread context: the thread acting for `cx`; objects given are
// owned by `cx`.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

void gc_collect_soon(Context* cx);
/// Bytes in use: what the last collection left and what was allocated since.
std::int64_t gc_count(Context* cx);
/// Whether the heap's growth leads to collections; those asked for happen anyway.
void gc_set_running(Context* cx, bool running);
bool gc_is_running(Context* cx);
bool gc_is_finalizing(Context* cx);
void gc_set_weak(Context* cx, Value object, bool keys, bool values);
void gc_set_finalizable(Context* cx, Value object);
/// `f` is called without arguments, by a tasklet of its own, when a collection has found dead objects.
void gc_set_finalizer(Context* cx, Value f);
Value gc_take_dead(Context* cx);
Value gc_take_finalizable(Context* cx);

/// A tasklet that calls the finalizer, or null: nothing died, or the last one still runs.
Tasklet* finalizing_tasklet(Context* cx);

}  // namespace hd
