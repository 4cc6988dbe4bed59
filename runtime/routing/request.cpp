#include "runtime/routing/request.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "runtime/tasklet/tasklet.h"
#include "runtime/value/object.h"
#include "runtime/worker/main.h"

namespace hd {

void export_value(Context* cx, Value v) {
  if (!v.is_object() || !cx->heap->owns(v.as_object())) return;
  if (cx->heap->set_exported(v.as_object())) cx->exports.push_back(v.as_object());
}

Value import_value(Context* cx, Value v) {
  if (!v.is_class(class_str) || cx->heap->owns(v.as_object())) return v;
  return Value::object(new_str(cx, v.as<Str>()->data(), v.as<Str>()->length));
}

namespace {

Context* context_of(Isolate* isolate, std::uint16_t id) {
  const std::lock_guard guard(isolate->lock);
  return isolate->contexts[id];
}

bool wait(Context* cx, Pending what) {
  cx->pending = what;
  cx->spill_tail = nullptr;
  cx->spill_slot = -1;
  cx->signal = Signal::suspend;
  return true;
}

void push(Context* to, Request* request) {
  to->inbox.push(request);
  wake(to);
}

/// Sends the reply: the same request back. The result must be exported or have travelled as text.
void reply(Context* cx, Request* request, Value result, bool raised) {
  request->raised = raised;
  request->text = nullptr;
  if (result.is_class(class_str)) {
    const Str* s = result.as<Str>();
    request->text = static_cast<char*>(std::malloc(s->length + 1));
    std::memcpy(request->text, s->data(), s->length);
    request->result = {tag_raw, s->length};
  } else {
    export_value(cx, result);
    request->result = result;
  }
  request->kind = Request::Kind::reply;
  push(request->from, request);
}

/// A list another context may read in place: its elements are exported too.
Object* export_list(Context* cx, Object* list) {
  auto* values = static_cast<ValueList*>(list);
  for (std::int64_t i = 0; i < values->length; ++i) export_value(cx, values->items->items<Value>()[i]);
  export_value(cx, Value::object(values->items));
  export_value(cx, Value::object(values));
  return list;
}

ValueList* import_list(Context* cx, Object* list) {
  const auto* from = static_cast<const ValueList*>(list);
  ValueList* copy = new_value_list(cx, from->items->items<Value>(), from->length);
  Value* items = copy->items->items<Value>();
  for (std::int64_t i = 0; i < copy->length; ++i) items[i] = import_value(cx, items[i]);
  return copy;
}

/// ok and results, or false and the error, as the joiner sees it.
ValueList* outcome_list(Context* cx, bool ok, Value v) {
  std::vector<Value> values{Value::boolean(ok)};
  if (!ok)
    values.push_back(v);
  else if (v.is_object()) {
    const auto* list = v.as<ValueList>();
    values.insert(values.end(), list->items->items<Value>(), list->items->items<Value>() + list->length);
  }
  ValueList* list = new_value_list(cx, values.data(), static_cast<std::int64_t>(values.size()));
  export_list(cx, list);
  return list;
}

void serve_method(Context* cx, Request* request) {
  Value args[9], result = Value::nil();
  for (std::int64_t i = 0; i < request->nargs; ++i) args[i] = import_value(cx, request->args[i]);
  const Value error = cx->error;
  bool raised = false;
  try {
    raised = request->method->run(cx, request->method, args, &result);
    if (raised) result = cx->error;
  } catch (const Fault& fault) {
    raised = true;
    result = fault_value(cx, fault);
  }
  cx->error = error;
  cx->signal = Signal::none;
  ++cx->stats.served;
  reply(cx, request, result, raised);
}

void serve_reply(Context* cx, Request* request) {
  Value v = request->result;
  if (request->text) {
    v = Value::object(new_str(cx, request->text, v.bits));
    std::free(request->text);
    request->text = nullptr;
  }
  if (v.is_object() && v.is_class(cx->isolate->language->class_value_list))
    v = Value::object(import_list(cx, v.as_object()));
  make_ready(cx, request->tasklet, v, request->raised);
}

void serve(Context* cx, Request* request) {
  switch (request->kind) {
    case Request::Kind::method:
      return serve_method(cx, request);
    case Request::Kind::reply:
      return serve_reply(cx, request);
    case Request::Kind::join:
      if (cx->finished) return reply(cx, request, cx->outcome, false);
      cx->joiners.push_back(request);
      return;
    case Request::Kind::run:
    case Request::Kind::spawn: {
      Tasklet* t = new_tasklet(cx, import_value(cx, request->args[0]), import_list(cx, request->args[1].as_object()));
      if (request->kind == Request::Kind::run)
        t->owner_request = request;
      else {
        cx->main = t;
        delete request;
      }
      cx->ready.push_back(t);
      return;
    }
  }
}

}  // namespace

void serve_inbox(Context* cx) {
  while (InboxNode* node = cx->inbox.pop()) serve(cx, static_cast<Request*>(node));
}

bool route(Context* cx, const MethodInfo* method, const Value* args, std::int64_t n) {
  Request& request = cx->current->request;
  request.kind = Request::Kind::method;
  request.method = method;
  request.nargs = n;
  request.to = context_of(cx->isolate, args[0].as_object()->owner());
  for (std::int64_t i = 0; i < n; ++i) {
    if (!args[i].is_class(class_str)) export_value(cx, args[i]);
    request.args[i] = args[i];
  }
  return wait(cx, Pending::route);
}

void send_pending(Context* cx, Pending what) {
  Request& request = cx->current->request;
  request.from = cx;
  request.tasklet = cx->current;
  request.result = Value::nil();
  if (what != Pending::route) {
    request.kind = what == Pending::join ? Request::Kind::join : Request::Kind::run;
    request.to = cx->pending_context;
  }
  ++cx->stats.sent;
  push(request.to, &request);
}

void finish_work(Context* cx, Tasklet* t, bool ok, Value v) {
  if (t->exit_status) {
    if (!ok) {
      const std::string_view text = v.is_class(class_str) ? view(v.as<Str>()) : "(an error object)";
      std::fprintf(stderr, "uncaught guest error: %.*s\n", static_cast<int>(text.size()), text.data());
      *t->exit_status = 1;
    } else if (v.tag == tag_int)
      *t->exit_status = v.as_int();
    cx->finished = true;
    return;
  }
  ValueList* outcome = outcome_list(cx, ok, v);
  if (t->owner_request) {
    Request* request = t->owner_request;
    t->owner_request = nullptr;
    reply(cx, request, Value::object(outcome), false);
  }
  if (t != cx->main) return;
  cx->finished = true;
  cx->outcome = Value::object(outcome);
  for (Request* joiner : cx->joiners) reply(cx, joiner, cx->outcome, false);
  cx->joiners.clear();
}

bool context_spawn(Context* cx, Value f, Object* args, ContextHandle** out) {
  Context* fresh = new_context(cx->isolate);
  if (!fresh) return raise_text(cx, "too many contexts");
  auto* request = new Request;
  request->kind = Request::Kind::spawn;
  export_value(cx, f);
  request->args[0] = f;
  request->args[1] = Value::object(export_list(cx, args));
  fresh->inbox.push(request);
  *out = fresh->handle;
  if (!cx->isolate->simulated) start_thread(fresh);
  return false;
}

bool context_join(Context* cx, ContextHandle* c) {
  cx->pending_context = c->context;
  return wait(cx, Pending::join);
}

bool context_run(Context* cx, ContextHandle* c, Value f, Object* args) {
  Request& request = cx->current->request;
  export_value(cx, f);
  request.args[0] = f;
  request.args[1] = Value::object(export_list(cx, args));
  request.nargs = 2;
  cx->pending_context = c->context;
  return wait(cx, Pending::run);
}

ContextHandle* context_self(Context* cx) { return cx->handle; }

std::int64_t context_count(Context* cx) {
  const std::lock_guard guard(cx->isolate->lock);
  return static_cast<std::int64_t>(cx->isolate->contexts.size()) - 1;
}

ContextHandle* context_owner(Context* cx, Value v) {
  if (!v.is_object() || v.as_object()->owner() == 0) return nullptr;
  return context_of(cx->isolate, v.as_object()->owner())->handle;
}

std::int64_t context_id(Context*, ContextHandle* c) { return c->context->id; }

std::int64_t context_status(Context*, ContextHandle* c) {
  return c->context->done.load(std::memory_order_acquire) ? 1 : 0;  // partner: step's release after the outcome is set
}

}  // namespace hd
