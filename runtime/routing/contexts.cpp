#include "runtime/routing/contexts.h"

#include "runtime/context/retire.h"
#include "runtime/routing/move.h"
#include "runtime/routing/parcel.h"
#include "runtime/routing/request.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/value/object.h"
#include "runtime/world/reclaim.h"

namespace hd {

bool context_spawn(Context* cx, Value f, Object* args, ContextHandle** out) {
  Context* fresh = reuse_context(cx);
  if (!fresh) {
    note_context(cx);
    fresh = new_context(cx->isolate);
  }
  if (!fresh) return raise_failure(cx, Failure::too_many_contexts);
  auto* request = new Request;
  request->kind = Request::Kind::spawn;
  export_value(cx, f);
  request->args[0] = f;
  request->parcel = make_parcel(cx, static_cast<const ValueList*>(args));
  *out = fresh->handle;
  post(fresh, request);
  return false;
}

bool context_join(Context* cx, ContextHandle* c) {
  if (const Parcel* ending = c->ending.load(std::memory_order_acquire)) {  // partner: finish_work
    result_one(cx, Value::object(open_parcel(cx, *ending)));
    return false;
  }
  cx->pending_context = c->context;
  return wait_for(cx, Pending::join);
}

bool context_run(Context* cx, ContextHandle* c, Value f, Object* args) {
  Request& request = begin_request(cx);
  export_value(cx, f);
  request.args[0] = f;
  request.parcel = make_parcel(cx, static_cast<const ValueList*>(args));
  request.nargs = 1;
  cx->pending_context = c->context;
  return wait_for(cx, Pending::run);
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
  return c->ending.load(std::memory_order_acquire) ? 1 : 0;  // partner: finish_work
}

}  // namespace hd
