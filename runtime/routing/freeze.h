// Objects that nobody will ever change: read-shared for good. A write raises an error in whoever attempts it.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Has been frozen. Any context. Acquire: what was written before is there.
bool is_frozen(const Object* object);
/// The description language's `freeze_object`: the object of whatever context takes no writes from now on; shallow. The
/// result is false for one that cannot be read-shared (weak, or with a finalizer), true for what is immutable anyway.
/// Waits like a request: true with Abrupt::suspend.
bool freeze_object(Context* cx, Value v);
/// The error of whoever attempts to write.
Value frozen_error(Context* cx);
/// The same, made by the home for a request that was on its way when the object was frozen.
Value frozen_meanwhile_error(Context* cx);

}  // namespace hd
