#include "runtime/contexts/contexts.h"

#include "runtime/contexts/calls.h"
#include "runtime/contexts/create.h"
#include "runtime/contexts/retire.h"
#include "runtime/routing/export.h"
#include "runtime/routing/move.h"
#include "runtime/routing/parcel.h"
#include "runtime/routing/request.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

/// The first request to a new context: the function to run.
struct NewWork final : Request {
  NewWork(Value f, const Parcel* values) : function(f), arguments(values) {}
  void serve(Context* cx) override {
    cx->main = new_tasklet(cx, import_value(cx, function), open_parcel(cx, *arguments));
    cx->main->ending = end_context;
    cx->schedule.ready.push_back(cx->main);
    delete this;
  }

  Value function;
  std::unique_ptr<const Parcel> arguments;
};

}  // namespace

bool context_spawn(Context* cx, Value f, Object* args, ContextHandle** out) {
  Context* fresh = reuse_context(cx);
  if (!fresh) {
    note_context(cx);
    fresh = new_context(cx->isolate);
  }
  if (!fresh) return raise_failure(cx, Failure::too_many_contexts);
  export_value(cx, f);
  *out = fresh->handle;
  post(fresh, new NewWork(f, make_parcel(cx, static_cast<const ValueList*>(args))));
  return false;
}

bool context_join(Context* cx, ContextHandle* c) {
  if (const Parcel* ending = c->ending.load(std::memory_order_acquire)) {  // partner: end_context
    result_one(cx, Value::object(open_parcel(cx, *ending)));
    return false;
  }
  return wait_for_reply(cx, new EndOfContext(c->context));
}

bool context_run(Context* cx, ContextHandle* c, Value f, Object* args) {
  return wait_for_reply(cx, new FunctionCall(c->context, f, make_parcel(cx, static_cast<const ValueList*>(args))));
}

ContextHandle* context_self(Context* cx) { return cx->handle; }

std::int64_t context_count(Context* cx) { return static_cast<std::int64_t>(contexts_in_use(cx->isolate)); }

ContextHandle* context_owner(Context* cx, Value v) {
  if (!v.is_object()) return nullptr;
  const bool owned = cx->isolate->language->classes[v.as_object()->class_id()].sharing == ClassSharing::owned;
  const Context* owner = owned                       ? server_of(cx->isolate, v.as_object())
                         : v.is_class(class_tasklet) ? home_of(v.as_object())
                                                     : nullptr;
  return owner ? owner->handle : nullptr;
}

std::int64_t context_id(Context*, ContextHandle* c) { return c->id; }

std::int64_t context_status(Context*, ContextHandle* c) {
  return c->ending.load(std::memory_order_acquire) ? 1 : 0;  // partner: end_context
}

}  // namespace hd
