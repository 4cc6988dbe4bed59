#include "runtime/routing/request.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "runtime/routing/claim.h"
#include "runtime/routing/freeze.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/lease.h"
#include "runtime/routing/move.h"
#include "runtime/routing/parcel.h"
#include "runtime/routing/sharing.h"
#include "runtime/routing/turn.h"
#include "runtime/tasklet/blocking.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/tasklet/wait.h"
#include "runtime/value/object.h"
#include "runtime/world/reclaim.h"

namespace hd {

void export_value(Context* cx, Value v) {
  if (!v.is_object() || !cx->heap->owns(v.as_object())) return;
  cx->heap->export_object(v.as_object());
  note_export(cx);
}

Value import_value(Context* cx, Value v) {
  if (!v.is_class(class_str)) return v;
  const Context* home = home_of(v.as_object());
  if (home == cx || !home) return v;  // here, or immortal
  const Str* from = v.as<Str>();
  Str* copy = new_str(cx, from->data(), from->length);
  copy->hash.store(from->hash.load(std::memory_order_relaxed), std::memory_order_relaxed);  // a cache of the bytes
  return Value::object(copy);
}

namespace {

/// Sends the reply: the same request back. The result must be exported or have travelled as text.
void reply(Context* cx, Request* request, Value result, bool raised) {
  request->raised = raised;
  request->text = nullptr;
  if (result.is_class(class_str) && home_of(result.as_object())) {
    const Str* s = result.as<Str>();
    request->text = static_cast<char*>(std::malloc(s->length + 1));
    std::memcpy(request->text, s->data(), s->length);
    request->result = {tag_raw, s->length};
  } else {
    export_value(cx, result);
    request->result = result;
  }
  request->kind = Request::Kind::reply;
  post(request->from, request);
}

/// The outcome of a function in a reply.
void reply_parcel(Request* request, const Parcel* parcel, bool shared) {
  request->shared_parcel = shared;
  request->raised = false;
  request->text = nullptr;
  request->parcel = parcel;
  request->kind = Request::Kind::reply;
  post(request->from, request);
}

/// True and results, or false and the error.
Parcel* make_outcome(Context* cx, bool ok, Value v) {
  std::vector<Value> values{Value::boolean(ok)};
  if (!ok) {
    values.push_back(v);
  } else if (v.is_object()) {
    const auto list = elements(cx, v.as<ValueList>());
    values.insert(values.end(), list.begin(), list.end());
  }
  return make_parcel(cx, values.data(), static_cast<std::int64_t>(values.size()));
}

/// Runs a method in its object's home. True: raised, `result` is the error.
bool run_method(Context* cx, const MethodInfo* method, const Value* args, Value* result) {
  const Value error = cx->error;
  const Signal signal = cx->signal;
  bool raised = false;
  try {
    raised = method->run(cx, method, args, result);
    if (raised) *result = cx->error;
  } catch (Fault& fault) {
    raised = true;
    catch_fault(cx, fault);
    *result = cx->error;
  }
  cx->error = error;
  cx->signal = signal;
  return raised;
}

/// Keeps it for the next one.
void recycle(Context* cx, Request* request) {
  constexpr std::size_t most = 1024;  // of spare ones
  if (cx->spare_requests.size() < most)
    cx->spare_requests.push_back(request);
  else
    delete request;
}

/// A reply that nobody waits for any more.
void drop_reply(Context* cx, Request* request) {
  std::erase(cx->abandoned, request);
  std::free(std::exchange(request->text, nullptr));
  const Parcel* parcel = std::exchange(request->parcel, nullptr);
  if (!request->shared_parcel) delete parcel;
  recycle(cx, request);
}

void serve_reply(Context* cx, Request* request) {
  if (!request->tasklet) return drop_reply(cx, request);
  Value v = request->result;
  if (request->text) {
    v = Value::object(new_str(cx, request->text, v.bits));
    std::free(request->text);
    request->text = nullptr;
  }
  if (const Parcel* parcel = std::exchange(request->parcel, nullptr)) {
    v = Value::object(open_parcel(cx, *parcel));
    if (!request->shared_parcel) delete parcel;
  }
  const bool raised = request->raised;
  Tasklet* t = request->tasklet;
  end_request(cx, t);
  make_ready(cx, t, v, raised);
}

void serve(Context* cx, Request* request) {
  switch (request->kind) {
    case Request::Kind::method:
      return serve_method(cx, request);
    case Request::Kind::reply:
      return serve_reply(cx, request);
    case Request::Kind::join:
      if (cx->finished)
        return reply_parcel(request, cx->handle->ending.load(std::memory_order_relaxed), true);  // set here
      cx->joiners.push_back(request);
      return;
    case Request::Kind::run:
    case Request::Kind::spawn: {
      const std::unique_ptr<const Parcel> args(std::exchange(request->parcel, nullptr));
      Tasklet* t = new_tasklet(cx, import_value(cx, request->args[0]), open_parcel(cx, *args));
      if (request->kind == Request::Kind::run)
        t->owner_request = request;
      else {
        cx->main = t;
        delete request;
      }
      cx->ready.push_back(t);
      return;
    }
    case Request::Kind::wake:
      if (request->tasklet)
        wake_here(cx, request->tasklet, request->nargs);
      else
        fire_line(cx, request->nargs);
      delete request;
      return;
    case Request::Kind::unblock:
      --cx->outside;
      finish_blocking(cx, request->tasklet);
      delete request;
      return;
  }
}

void export_arguments(Context* cx, const Request& request) {
  for (std::int64_t i = 0; i < request.nargs; ++i)
    if (!request.args[i].is_class(class_str)) export_value(cx, request.args[i]);
}

/// Whether the state of the object lets its home run the method now. A write to a read-shared object starts its
/// take-back.
bool may_run(Context* cx, const MethodInfo* method, Object* object) {
  if (!method->writes || object->owner() == cx->id) return true;
  if (object->owner() == 0) begin_take_back(cx, object);
  return false;
}

/// `cx` asks for a method of an object of `home`, for which this thread acts too. True: it ran, `raised` tells how.
bool run_in_place(Context* cx, Context* home, const MethodInfo* method, const Value* args, std::int64_t n,
                  bool& raised) {
  Object* object = args[0].as_object();
  if (server_of(cx->isolate, object) != home) return false;  // it moved since the caller looked, ...
  if (method->writes && is_frozen(object)) return false;     // ... or was frozen: the home will say so
  if (!may_run(home, method, object)) {
    TakeBack* t = find_take_back(home, object);
    pass_safepoint(cx);  // between two methods nothing is being read
    std::vector<Request*> earlier;
    if (!t->writes.empty() || !try_take_back(home, t, cx, earlier)) return false;
  }
  Value sent[9], result = Value::nil();
  for (std::int64_t i = 0; i < n; ++i) sent[i] = method->writes && home != cx ? import_value(home, args[i]) : args[i];
  if (method->writes && home != cx)
    for (std::int64_t i = 0; i < n; ++i)
      if (!args[i].is_class(class_str)) export_value(cx, args[i]);
  const std::int64_t begin = cx->isolate->observes ? now(cx->isolate) : 0;
  raised = run_method(home, method, sent, &result);
  if (HD_UNLIKELY(cx->isolate->observes) && home != cx) observe_span(home, method->name, begin);
  if (home != cx) {
    if (!result.is_class(class_str)) export_value(home, result);
    result = import_value(cx, result);
    ++home->stats.in_place;
    method->writes ? count_foreign_write(object) : count_foreign_read(home, object);
    note_use(home, cx, object, method->writes);
  }
  if (raised)
    cx->error = result;
  else
    result_one(cx, result);
  return true;
}

}  // namespace

void post(Context* to, Request* request) {
  const bool for_worker = request->kind != Request::Kind::method;  // once pushed, the request is the receiver's
  to->inbox.push(request);
  notify(to, for_worker);
}

void serve_method(Context* cx, Request* request) {
  Object* object = request->args[0].as_object();
  if (Context* server = server_of(cx->isolate, object); HD_UNLIKELY(server != cx)) return post(server, request);
  if (request->method->writes && is_frozen(object)) return reply(cx, request, frozen_meanwhile_error(cx), true);
  if (!may_run(cx, request->method, object)) {
    find_take_back(cx, object)->writes.push_back(request);
    return;
  }
  Value args[9], result = Value::nil();
  for (std::int64_t i = 0; i < request->nargs; ++i) args[i] = import_value(cx, request->args[i]);
  const std::int64_t begin = cx->isolate->observes ? now(cx->isolate) : 0;
  const bool raised = run_method(cx, request->method, args, &result);
  ++cx->stats.served;
  if (HD_UNLIKELY(cx->isolate->observes)) {
    observe_serve(cx, request);
    observe_span(cx, request->method->name, begin);
  }
  if (request->from != cx) {
    note_customer(cx, request->from);
    request->method->writes ? count_foreign_write(object) : count_foreign_read(cx, object);
    if (cx->isolate->simulated)
      note_use(cx, request->from, object, request->method->writes);  // one OS thread acts for both
  }
  reply(cx, request, result, raised);
}

void serve_inbox(Context* cx) {
  while (InboxNode* node = cx->inbox.pop()) serve(cx, static_cast<Request*>(node));
}

Request& begin_request(Context* cx) {
  Request*& request = cx->current->request;
  if (cx->spare_requests.empty()) {
    request = new Request;
  } else {
    request = cx->spare_requests.back();
    cx->spare_requests.pop_back();
  }
  request->nargs = 0;
  return *request;
}

void end_request(Context* cx, Tasklet* t) {
  t->may_abandon = false;
  recycle(cx, std::exchange(t->request, nullptr));
}

void abandon_request(Context* cx, Tasklet* t) {
  t->may_abandon = false;
  Request* request = std::exchange(t->request, nullptr);
  request->tasklet = nullptr;  // only its home looks at that
  cx->abandoned.push_back(request);
}

bool route(Context* cx, const MethodInfo* method, const Value* args, std::int64_t n) {
  Context* home = server_of(cx->isolate, args[0].as_object());
  if (method->writes && is_frozen(args[0].as_object())) {
    cx->error = frozen_error(cx);
    cx->signal = Signal::raise;
    return true;
  }
  if (HD_UNLIKELY(cx->isolate->observes) && home != cx) observe_route(cx, method);
  if (home != cx->held) let_go(cx);
  const bool held = home == cx->held;
  const bool may_claim =
      !held && home != cx && !cx->isolate->simulated && !home->wants_back.load(std::memory_order_relaxed);  // a hint
  const bool claimed = may_claim && home->actor.claim();
  if (home == cx || held || claimed) {
    bool raised = false;
    const bool ran = run_in_place(cx, home, method, args, n, raised);
    if (held && (!ran || is_wanted(home))) let_go(cx);
    if (claimed) ran ? hold(cx, home) : finish_claim(home);
    if (ran) {
      cx->signal = raised ? Signal::raise : Signal::none;
      return raised;
    }
  }
  Request& request = begin_request(cx);
  request.kind = Request::Kind::method;
  request.method = method;
  request.nargs = n;
  std::copy(args, args + n, request.args);
  export_arguments(cx, request);
  return wait_for(cx, Pending::route);
}

namespace {

void send(Context* cx, Request* request) {
  if (request->kind == Request::Kind::method) request->to = server_of(cx->isolate, request->args[0].as_object());
  ++cx->stats.sent;
  if (HD_UNLIKELY(cx->isolate->observes)) observe_send(cx, request);
  post(request->to, request);
}

}  // namespace

void send_pending(Context* cx, Pending what) {
  Request& request = what == Pending::join ? begin_request(cx) : *cx->current->request;
  request.from = cx;
  request.tasklet = cx->current;
  request.result = Value::nil();
  cx->current->may_abandon = what != Pending::route;  // a method is over soon, and has an effect
  if (what != Pending::route) {
    request.kind = what == Pending::join ? Request::Kind::join : Request::Kind::run;
    request.to = cx->pending_context;
  } else {
    const Object* object = request.args[0].as_object();
    const std::int64_t time = put_off_until(cx, server_of(cx->isolate, object), object);
    if (time > 0) return cx->put_off.push_back({time, &request});
  }
  send(cx, &request);
}

void send_due(Context* cx) {
  const std::int64_t time = now(cx->isolate);
  const std::vector<PutOff> all = std::exchange(cx->put_off, {});
  for (const PutOff& p : all) {
    if (p.time > time) {
      cx->put_off.push_back(p);
      continue;
    }
    export_arguments(cx, *p.request);  // the world may have been traced meanwhile
    send(cx, p.request);
  }
}

namespace {

/// With the description's functions when a fault made the error.
void print_uncaught(const Context* cx, Value error) {
  const std::string fault = describe_fault(cx, error);
  std::string text = error.is_class(class_str) ? std::string(view(error.as<Str>())) : "(an error object)";
  const std::size_t line = fault.find('\n');
  if (!error.is_class(class_str) && line != fault.npos) text = fault.substr(0, line);
  const std::string trace = line == fault.npos ? "" : fault.substr(line + 1);
  std::fflush(stdout);
  std::fprintf(stderr, "uncaught guest error: %s\n%s", text.c_str(), trace.c_str());
}

}  // namespace

void finish_work(Context* cx, Tasklet* t, bool ok, Value v) {
  if (is_program(cx, t)) {
    std::int64_t* status = cx->isolate->program_status;
    if (!ok) {
      print_uncaught(cx, v);
      *status = 1;
    } else if (v.tag == tag_int)
      *status = v.as_int();
    cx->finished = true;
    return;
  }
  if (Request* request = std::exchange(t->owner_request, nullptr))
    reply_parcel(request, make_outcome(cx, ok, v), false);
  t->delivered = v;
  t->delivered_error = !ok;
  wake_joiners(cx, t);
  if (t != cx->main) return;
  Parcel* ending = make_outcome(cx, ok, v);
  cx->finished = true;
  cx->handle->ending.store(ending, std::memory_order_release);  // partner: context_join
  for (Request* joiner : cx->joiners) reply_parcel(joiner, ending, true);
  cx->joiners.clear();
}

}  // namespace hd
