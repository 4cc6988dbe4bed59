#include "runtime/routing/method.h"

#include <algorithm>
#include <vector>

#include "runtime/code/frames.h"
#include "runtime/observe/observe.h"
#include "runtime/observe/tally.h"
#include "runtime/routing/access.h"
#include "runtime/routing/export.h"
#include "runtime/routing/freeze.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/move.h"
#include "runtime/routing/sharing.h"
#include "runtime/routing/turn.h"
#include "runtime/routing/use.h"
#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

/// Runs a method in its object's home. Returns true if it raised; `result` is then the error.
bool run_method(Context* cx, const MethodInfo* method, const Value* args, Value* result) {
  const Value error = cx->error;
  const Abrupt abrupt = cx->abrupt;
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
  cx->abrupt = abrupt;
  return raised;
}

/// Returns true if the object's state lets its home run the method now. A write to a read-shared object starts its
/// take-back.
bool may_run(Context* cx, const MethodInfo* method, Object* object) {
  if (!method->writes || object->owner() == cx->id) return true;
  if (object->owner() == 0) begin_take_back(cx, object);
  return false;
}

struct Outcome {
  Value value = Value::nil();
  bool raised = false;
};

void finish_with(Context* cx, const Outcome& outcome) {
  if (outcome.raised)
    cx->error = outcome.value;
  else
    result_one(cx, outcome.value);
}

/// Runs the method for `user`. Called by the thread acting for `server`, which owns args[0], when the object's state
/// lets it run. `in_place`: this thread also acts for `user`, so the user's strings are not freed meanwhile, and only
/// what a method may store is copied.
Outcome perform(Context* server, Context* user, const MethodInfo* method, const Value* args, std::int64_t n,
                bool in_place) {
  Value own[most_arguments];
  const bool copies = method->writes || !in_place;
  for (std::int64_t i = 0; i < n; ++i) own[i] = copies ? import_value(server, args[i]) : args[i];
  const std::int64_t begin = observes(server) ? now(server->isolate) : 0;
  Outcome outcome;
  outcome.raised = run_method(server, method, own, &outcome.value);
  if (server != user || !in_place) {
    if (observes(server)) observe_span(server, method->name, begin);
    if (observes(server) && in_place) tally_object(server, args[0].as_object(), Deed::in_place, begin);
    ++(in_place ? server->stats.in_place : server->stats.served);
  }
  if (server != user) note_access(server, user, args[0].as_object(), method->writes, in_place);
  return outcome;
}

/// The outcome of a method of `server` as `cx` may use it. This thread acts for both.
Outcome brought_back(Context* cx, Context* server, Outcome outcome) {
  if (!outcome.value.is_object()) return outcome;
  if (!outcome.value.is_class(class_str)) export_value(server, outcome.value);
  outcome.value = import_value(cx, outcome.value);
  return outcome;
}

/// `cx` calls a method of an object of `server`; this thread acts for both. Returns true if the method ran; `raised`
/// tells how it ended.
bool run_in_place(Context* cx, Context* server, const MethodInfo* method, const Value* args, std::int64_t n,
                  bool& raised) {
  Object* object = args[0].as_object();
  if (server_of(cx->isolate, object) != server) return false;  // it moved since the caller checked, ...
  if (method->writes && is_frozen(object)) return false;       // ... or was frozen: the server raises the error
  bool share = false;                                          // the object again
  if (!may_run(server, method, object)) {
    TakeBack* t = find_take_back(server, object);
    share = t->pays;
    std::vector<MethodCall*> earlier;
    // Nothing is read in place between two methods.
    if (!t->writes.empty() || !await_take_back(server, t, cx, earlier)) return false;
  }
  if (method->writes && server != cx)
    for (std::int64_t i = 0; i < n; ++i)
      if (!args[i].is_class(class_str)) export_value(cx, args[i]);
  Outcome outcome = perform(server, cx, method, args, n, true);
  if (share) share_again(server, object);
  if (server != cx) outcome = brought_back(cx, server, outcome);
  raised = outcome.raised;
  finish_with(cx, outcome);
  return true;
}

/// Returns true if this thread acts for the object's owner because `cx` holds it, so that `run_held` may run a method.
bool is_held(const Context* cx, const Object* object) {
  const Context* held = cx->hold.held;
  return held != nullptr && object->owner() == held->id && HD_LIKELY(!cx->isolate->observes);
}

/// Prepares an argument that a method of `held` may store, for this thread, which acts for both contexts.
Value hand_over(Context* cx, Context* held, Value argument) {
  if (argument.is_class(class_str)) return import_value(held, argument);
  export_value(cx, argument);
  return argument;
}

/// The same as `choose_access`, `run_in_place`, and `leave`, for an object whose owner `cx` holds: most operations of a
/// turn come here. Returns true if the method raised.
bool run_held(Context* cx, const MethodInfo* method, const Value* args, std::int64_t n) {
  Context* held = cx->hold.held;
  Object* object = args[0].as_object();
  Value own[most_arguments];
  if (method->writes) {
    for (std::int64_t i = 0; i < n; ++i) own[i] = i > 0 && args[i].is_object() ? hand_over(cx, held, args[i]) : args[i];
    args = own;
  }
  Outcome outcome;
  outcome.raised = run_method(held, method, args, &outcome.value);
  ++held->stats.in_place;
  method->writes ? count_foreign_write(held, object) : count_foreign_read(held, object);
  note_use(held, cx, object, method->writes);
  finish_with(cx, brought_back(cx, held, outcome));
  if (HD_UNLIKELY(must_let_go(cx, held))) let_go(cx);
  cx->abrupt = outcome.raised ? Abrupt::raise : Abrupt::none;
  return outcome.raised;
}

/// Reads an object of `server` where it lies if it is read-shared, or becomes so in a moment. Returns true if it did.
bool read_shared(Context* cx, const Context* server, const MethodInfo* method, const Value* args, bool& raised) {
  const Object* object = args[0].as_object();
  // Who acts for the home need not wait for it.
  if (object->owner() == owner_in_transition && cx->hold.held != server && !cx->isolate->simulated)
    await_transition(cx, object);
  if (static_cast<std::uint16_t>(object->low_acquire()) != 0) return false;
  Outcome outcome;
  raised = outcome.raised = run_method(cx, method, args, &outcome.value);
  finish_with(cx, outcome);
  return true;
}

}  // namespace

Context* MethodCall::receiver() const { return server_of(from->isolate, args[0].as_object()); }

void MethodCall::export_all() {
  for (std::int64_t i = 0; i < nargs; ++i)
    if (!args[i].is_class(class_str)) export_value(from, args[i]);
}

std::int64_t MethodCall::postponed_until() const { return reserved_until(from, receiver()); }

void MethodCall::mark(Marker& marker) { marker.mark_values(args, static_cast<std::size_t>(nargs)); }

MethodCall* MethodCall::make(Context* cx) {
  if (cx->requests.spare.empty()) {
    auto* call = new MethodCall;
    call->for_worker = false;
    return call;
  }
  MethodCall* call = cx->requests.spare.back();
  cx->requests.spare.pop_back();
  call->renew();
  call->for_worker = false;
  return call;
}

void MethodCall::release(Context* cx) {
  constexpr std::size_t most = 1024;  // spare calls
  if (observes(cx) && made) tally_object(cx, args[0].as_object(), Deed::sent, made);
  if (cx->requests.spare.size() < most)
    cx->requests.spare.push_back(this);
  else
    delete this;
}

void MethodCall::await_end_of_turn(Context* home) {
  home->turn.waiting.push_back(this);
  if (observes(home)) tally_waiting(home);
}

void MethodCall::carry_out(Context* cx) {
  Object* object = args[0].as_object();
  if (Context* server = server_of(cx->isolate, object); HD_UNLIKELY(server != cx)) return post(server, this);
  if (HD_UNLIKELY(cx->turn.is_closed())) return await_end_of_turn(cx);
  if (HD_UNLIKELY(cx->hold.held != nullptr) && is_borrowed(cx, object)) return await_end_of_turn(cx->hold.held);
  if (method->writes && is_frozen(object)) return reply(cx, frozen_meanwhile_error(cx), true);
  if (!may_run(cx, method, object)) {
    find_take_back(cx, object)->writes.push_back(this);
    return;
  }
  if (observes(cx)) observe_serve(cx, arrow);
  const Outcome outcome = perform(cx, from, method, args, nargs, false);
  if (HD_UNLIKELY(left != nullptr) && method->writes) attract(cx, object, left, true);
  reply(cx, outcome.value, outcome.raised);
}

bool route(Context* cx, const MethodInfo* method, const Value* args, std::int64_t n) {
  if (is_held(cx, args[0].as_object())) return run_held(cx, method, args, n);
  Context* server = server_of(cx->isolate, args[0].as_object());
  if (method->writes && is_frozen(args[0].as_object())) {
    cx->error = frozen_error(cx);
    cx->abrupt = Abrupt::raise;
    return true;
  }
  if (observes(cx) && server != cx) tally_operation(cx, server, args[0].as_object(), method);
  if (bool raised = false; !method->writes && server != cx && read_shared(cx, server, method, args, raised)) {
    cx->abrupt = raised ? Abrupt::raise : Abrupt::none;
    return raised;
  }
  if (const Access access = choose_access(cx, server); access != Access::send) {
    bool raised = false;
    const bool ran = run_in_place(cx, server, method, args, n, raised);
    if (HD_UNLIKELY(cx->hold.left != nullptr) && ran && method->writes && access == Access::claimed)
      attract(server, args[0].as_object(), cx->hold.left, false);
    leave(cx, server, access, ran);
    if (ran) {
      cx->abrupt = raised ? Abrupt::raise : Abrupt::none;
      return raised;
    }
  }
  MethodCall* call = MethodCall::make(cx);
  call->method = method;
  call->left = cx->hold.left;
  call->nargs = n;
  std::copy(args, args + n, call->args);
  call->made = observes(cx) ? now(cx->isolate) : 0;
  return wait_for_reply(cx, call);
}

}  // namespace hd
