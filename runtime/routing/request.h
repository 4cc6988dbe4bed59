// Requests between contexts: building, serving, replying; how values cross. See docs/runtime.md.
#pragma once
#include "runtime/code/frames.h"

namespace hd {

/// Enters an object of this context in its export set: a root from now on.
void export_value(Context* cx, Value v);
/// What a value from another context is here: strings are copied, all else is itself.
Value import_value(Context* cx, Value v);

/// Notes a method call for the owner of args[0]; the caller suspends. Always true.
bool route(Context* cx, const MethodInfo* method, const Value* args, std::int64_t n);
/// Sends what the suspended tasklet waits for (route, join, run).
void send_pending(Context* cx, Pending what);
/// A tasklet without a resumer ended.
void finish_work(Context* cx, Tasklet* t, bool ok, Value v);

bool context_spawn(Context* cx, Value f, Object* args, ContextHandle** out);
bool context_join(Context* cx, ContextHandle* c);
bool context_run(Context* cx, ContextHandle* c, Value f, Object* args);
ContextHandle* context_self(Context* cx);
std::int64_t context_count(Context* cx);
ContextHandle* context_owner(Context* cx, Value v);
std::int64_t context_id(Context* cx, ContextHandle* c);
std::int64_t context_status(Context* cx, ContextHandle* c);

}  // namespace hd
