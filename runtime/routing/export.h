// How values cross from one context to another: strings are copied, everything else is passed by reference, and an
// object referenced from another context is a root of its home. Called by the thread acting for `cx`.
#pragma once
#include "gc/heap.h"
#include "runtime/abi/layout.h"

namespace hd {

/// The context whose heap the object lies in; null if it is immortal.
inline Context* home_of(const Object* object) { return static_cast<Context*>(block_of(object)->home); }

/// Adds an object of this context to its export set, which makes it a root. When the set is large, exports are
/// reclaimed at the next safepoint: world/reclaim.h.
void export_value(Context* cx, Value v);
/// What a value of another context becomes here: a string is copied, any other value is returned unchanged.
Value import_value(Context* cx, Value v);

/// The number of exports of one context below which stopping the world to reclaim them does not pay.
std::size_t least_exports(const Context* cx);
/// Has the exports of all contexts reclaimed at the next safepoint of `cx`.
void reclaim_soon(Context* cx);

}  // namespace hd
