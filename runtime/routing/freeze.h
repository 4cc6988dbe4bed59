// Frozen objects: read-shared for good. A write raises an error in the writer.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

/// Returns true if the object is frozen. Any context. Acquire: writes made before the freeze are visible.
bool is_frozen(const Object* object);
/// The description language's `freeze_object`: the object, of any context, takes no writes from now on; shallow. The
/// result is false for an object that cannot be read-shared (weak, or with a finalizer), true for an immutable one.
/// Waits like a request: returns true with Abrupt::suspend.
bool freeze_object(Context* cx, Value v);
/// The error that a write to a frozen object raises.
Value frozen_error(Context* cx);
/// The same, made by the home for a request that was in flight when the object was frozen.
Value frozen_meanwhile_error(Context* cx);

}  // namespace hd
