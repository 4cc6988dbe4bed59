#include "runtime/routing/export.h"

#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

std::size_t least_exports(const Context* cx) { return cx->isolate->gc_stress ? 64 : 1 << 16; }

void reclaim_soon(Context* cx) {
  if (cx->isolate->simulated) return;
  cx->reclaim.reclaim_soon = true;
  cx->poll.ask_self();
}

void export_value(Context* cx, Value v) {
  if (!v.is_object() || !cx->heap->owns(v.as_object())) return;
  cx->heap->export_object(v.as_object());
  const std::size_t at = cx->reclaim.reclaim_at ? cx->reclaim.reclaim_at : least_exports(cx);
  if (HD_UNLIKELY(cx->heap->exports().size() >= at)) reclaim_soon(cx);
}

Value import_value(Context* cx, Value v) {
  if (!v.is_class(class_str)) return v;
  const Context* home = home_of(v.as_object());
  if (home == cx || !home) return v;  // here, or immortal
  const Str* from = v.as<Str>();
  Str* copy = new_str(cx, from->data(), from->length);
  copy->hash.store(from->hash.load(std::memory_order_relaxed), std::memory_order_relaxed);  // depends on the bytes only
  return Value::object(copy);
}

}  // namespace hd
