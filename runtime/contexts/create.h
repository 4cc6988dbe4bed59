// New contexts, and their handles.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct ContextHandle;
struct Isolate;

/// Parked, and empty. Null: there are as many as there can be. Any thread.
Context* new_context(Isolate* isolate);
/// Immortal: it says how the context ended even after that is gone. Any thread.
ContextHandle* new_handle(Context* cx);

/// Those that are not retired. Any thread.
std::size_t contexts_in_use(Isolate* isolate);
/// So many that it is not worth stopping the world to look for some that are over. Under stress few are enough.
std::size_t least_contexts(const Isolate* isolate);
/// Acting for `cx`, which is going to make one more: when there are many, they are looked through at its next
/// safepoint.
void note_context(Context* cx);

}  // namespace hd
