// Requests between contexts: building, serving, replying; how values cross. See docs/runtime.md.
#pragma once
#include "runtime/code/frames.h"

namespace hd {

/// Enters an object of this context in its export set: a root from now on.
void export_value(Context* cx, Value v);
/// What a value from another context is here: strings are copied, all else is itself.
Value import_value(Context* cx, Value v);
/// The context in whose heap an object lies; null: it is immortal.
inline Context* home_of(const Object* object) { return static_cast<Context*>(block_of(object)->home); }

/// A method call for the owner of args[0]. When nobody acts for the owner the method runs at once, here: false, and its
/// result is in cx->results. Else true: raised, or suspended until the reply.
bool route(Context* cx, const MethodInfo* method, const Value* args, std::int64_t n);
/// The request of the running tasklet, which is going to wait for its reply.
Request& begin_request(Context* cx);
/// Acting for its home: `t` waits no longer.
void end_request(Context* cx, Tasklet* t);
/// Acting for its home: `t`, which may do so, waits no longer, though the request is on its way; the reply is dropped.
void abandon_request(Context* cx, Tasklet* t);
/// Sends what the suspended tasklet waits for (route, join, run).
void send_pending(Context* cx, Pending what);
/// At a safepoint: sends those that were put off until now.
void send_due(Context* cx);
/// A tasklet without a resumer ended.
void finish_work(Context* cx, Tasklet* t, bool ok, Value v);
/// Serves the inbox of a context this thread acts for.
void serve_inbox(Context* cx);
/// Puts a request into an inbox and sees to it that somebody serves it. Any thread.
void post(Context* to, Request* request);
/// Runs the method of a request that reached its object's home, and replies.
void serve_method(Context* cx, Request* request);

}  // namespace hd
