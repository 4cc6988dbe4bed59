#include "runtime/routing/freeze.h"

#include "runtime/code/frames.h"
#include "runtime/routing/method.h"
#include "runtime/routing/sharing.h"
#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

constexpr std::uint32_t frozen_sharing = 0xffff0000;  // an exponent that backing off does not reach

/// Runs in the object's home, where the object is exclusive.
bool freeze_here(Context* cx, const MethodInfo*, const Value* args, Value* result) {
  Object* object = args[0].as_object();
  const bool can = !cx->heap->is_special(object);
  if (can) {
    object->set_sharing(frozen_sharing);
    share_for_reading(cx, object);
  }
  *result = Value::boolean(can);
  return false;
}

const MethodInfo freeze_method = {"freeze", 1, true, freeze_here};

}  // namespace

bool is_frozen(const Object* object) {
  return (object->low_acquire() & 0xffff) == 0 && object->sharing() == frozen_sharing;
}

bool freeze_object(Context* cx, Value v) {
  const bool owned =
      v.is_object() && cx->isolate->language->classes[v.as_object()->class_id()].sharing == ClassSharing::owned;
  if (!owned || is_frozen(v.as_object())) {
    result_one(cx, Value::boolean(true));
    return false;
  }
  return route(cx, &freeze_method, &v, 1);
}

Value frozen_error(Context* cx) { return machine_error(cx, Failure::frozen); }
Value frozen_meanwhile_error(Context* cx) { return machine_error(cx, Failure::frozen_meanwhile); }

}  // namespace hd
