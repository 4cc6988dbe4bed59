#include "runtime/contexts/create.h"

#include <cstdlib>

#include "runtime/code/frames.h"
#include "runtime/contexts/roots.h"
#include "runtime/routing/export.h"
#include "runtime/shape/fields.h"
#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

constexpr std::size_t max_contexts = 60000;  // the owner field has 16 bits; 0 means no owner

}  // namespace

ContextHandle* new_handle(Context* cx) {
  Isolate* isolate = cx->isolate;
  const std::lock_guard guard(isolate->lock);
  ContextHandle* handle;
  if (isolate->spare_handles.empty()) {
    handle = static_cast<ContextHandle*>(allocate_immortal(sizeof(ContextHandle)));
  } else {
    handle = isolate->spare_handles.back();
    isolate->spare_handles.pop_back();
  }
  handle->header = make_header(0, class_context);
  handle->id = cx->id;
  handle->context = cx;
  handle->ending.store(nullptr, std::memory_order_relaxed);  // not published yet
  handle->reached = false;
  isolate->handles.push_back(handle);
  return handle;
}

Context* new_context(Isolate* isolate) {
  auto* cx = new Context;
  cx->isolate = isolate;
  cx->dispatch = isolate->language->dispatch;
  cx->host = new ContextHost(cx);
  cx->heap = new Heap(cx, *cx->host, isolate->language->classes);
  reserve_results(cx, least_results);
  {
    const std::lock_guard guard(isolate->lock);
    if (isolate->contexts.size() >= max_contexts) {
      std::free(cx->results);
      delete cx->heap;
      delete cx->host;
      delete cx;
      return nullptr;
    }
    isolate->contexts.reserve(max_contexts);
    if (!isolate->shapes) {
      isolate->shapes = new Shapes;
      isolate->no_fields = new_no_fields();
    }
    cx->no_fields = isolate->no_fields;
    cx->id = static_cast<std::uint16_t>(isolate->contexts.size());
    // It reads nothing yet: a take-back that began earlier published the new header with the epoch.
    cx->seen.report(isolate->epoch.now());
    isolate->contexts.push_back(cx);
  }
  for (std::uint32_t c = 0; c < max_classes; ++c) cx->expect[c] = c << 16 | cx->id;
  cx->handle = new_handle(cx);
  if (isolate->gc_stress || isolate->cache_stress) cx->poll.ask_self();  // no other thread knows the context yet
  return cx;
}

std::size_t contexts_in_use(Isolate* isolate) {
  const std::lock_guard guard(isolate->lock);
  return isolate->contexts.size() - isolate->retired.size() - 1;
}

std::size_t least_contexts(const Isolate* isolate) { return isolate->gc_stress ? 4 : 128; }

void note_context(Context* cx) {
  const std::size_t at = cx->isolate->reclaim_at.load(std::memory_order_relaxed);  // a hint
  if (contexts_in_use(cx->isolate) >= (at ? at : least_contexts(cx->isolate))) reclaim_soon(cx);
}

}  // namespace hd
