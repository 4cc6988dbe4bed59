// New contexts, and their handles.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct ContextHandle;
struct Isolate;

/// Returns a new context, parked and empty; null if the maximum is reached. Any thread.
Context* new_context(Isolate* isolate);
/// Immortal: it tells how the context ended even after the context is gone. Any thread.
ContextHandle* new_handle(Context* cx);

/// The number of contexts that are not retired. Any thread.
std::size_t contexts_in_use(Isolate* isolate);
/// The number of contexts below which stopping the world to find finished ones does not pay; few under GC stress.
std::size_t least_contexts(const Isolate* isolate);
/// Called by the thread acting for `cx`, which is about to make a context: if there are many, the next safepoint of
/// `cx` looks for finished ones.
void note_context(Context* cx);

}  // namespace hd
