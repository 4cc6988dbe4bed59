// The description language's functions on contexts. Thread context: the thread acting for `cx`. Functions that wait
// return true with Abrupt::suspend.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct ContextHandle;

bool context_spawn(Context* cx, Value f, Object* args, ContextHandle** out);
bool context_join(Context* cx, ContextHandle* c);
bool context_run(Context* cx, ContextHandle* c, Value f, Object* args);
ContextHandle* context_self(Context* cx);
std::int64_t context_count(Context* cx);
/// Null if no context owns the value.
ContextHandle* context_owner(Context* cx, Value v);
std::int64_t context_id(Context* cx, ContextHandle* c);
std::int64_t context_status(Context* cx, ContextHandle* c);

/// The ending of a context's main tasklet: replies to the tasklets that wait for the end of the context.
void end_context(Context* cx, Tasklet* main, bool ok, Value v);

}  // namespace hd
