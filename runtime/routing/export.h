// How values cross from one context to another: strings are copied, everything else is referred to, and what is
// referred to from elsewhere is a root of its home. Thread context: the thread acting for `cx`.
#pragma once
#include "gc/heap.h"
#include "runtime/abi/layout.h"

namespace hd {

/// The context in whose heap an object lies; null: it is immortal.
inline Context* home_of(const Object* object) { return static_cast<Context*>(block_of(object)->home); }

/// Enters an object of this context in its export set: a root from now on. When the set is large, it is looked through
/// at the next safepoint: world/reclaim.h.
void export_value(Context* cx, Value v);
/// What a value from another context is here: strings are copied, all else is itself.
Value import_value(Context* cx, Value v);

/// Exports of one context that are not worth stopping the world for.
std::size_t least_exports(const Context* cx);
/// The world's exports are looked through at the next safepoint of `cx`.
void reclaim_soon(Context* cx);

}  // namespace hd
