#include "runtime/world/change.h"

#include <utility>

#include "runtime/code/trace.h"
#include "runtime/observe/observe.h"
#include "runtime/observe/tally.h"
#include "runtime/routing/export.h"
#include "runtime/routing/move.h"
#include "runtime/routing/sharing.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/wait.h"
#include "runtime/value/object.h"
#include "runtime/world/stop.h"

namespace hd {

namespace {

constexpr std::int64_t longest_wait = 2'000'000'000;  // nanoseconds, for the world to stop

/// As std.sharing numbers them.
enum ChangeResult : std::uint8_t { changed, ended, stays, too_busy };

ChangeResult move_to(ContextHandle* to, Object* object) {
  if (to->ending.load(std::memory_order_relaxed)) return ended;  // the world is stopped
  Context* from = server_of(to->context->isolate, object);
  if (!may_move(from, object)) return stays;
  if (from == to->context) return changed;
  move_now(from, to->context, object);
  back_off(object);
  return changed;
}

ChangeResult make_change(Context* cx, const StoppedWorld& world, const Change& change) {
  if (!change.object) {
    switch_tracing(cx->isolate, world.contexts());
    return changed;
  }
  if (change.to) return move_to(change.to, change.object);
  if (home_of(change.object) != cx) export_value(cx, change.value);
  static_cast<Array*>(change.object)->items<Value>()[change.element] = change.value;
  return changed;
}

}  // namespace

void move_object(Context* cx, Value v, ContextHandle* to, std::int64_t ticket) {
  const ClassInfo* classes = cx->isolate->language->classes;
  if (!v.is_object() || classes[v.as_object()->class_id()].sharing != ClassSharing::owned) {
    cx->current->change_result = stays;
    return wake_here(cx, cx->current, ticket);
  }
  cx->changes.push_back({v.as_object(), to, cx->current, ticket, now(cx->isolate) + longest_wait, 0, Value::nil()});
}

void replace_element(Context* cx, Array* array, std::int64_t i, Value v, std::int64_t ticket) {
  if (i < 0 || i >= array->length) fault(cx, "index out of bounds", "replace_element");
  cx->changes.push_back({array, nullptr, cx->current, ticket, now(cx->isolate) + longest_wait, i, v});
}

bool trace_tasklet(Context* cx, Tasklet* t, Value tracer, Value data, std::int64_t ticket) {
  if (t->home() != cx) return raise_failure(cx, Failure::trace_elsewhere);
  if (!tracer.is_nil() && !tracer.is_class(class_native)) fault(cx, "the tracer is not a builtin", "trace_tasklet");
  set_tracer(cx, t, tracer, data);
  if (!tracer.is_nil() && !is_tracing(cx->isolate)) {
    ask_for_tracing(cx, cx->current, ticket);
    return false;
  }
  if (tracer.is_nil() && is_tracing(cx->isolate)) forget_traced(cx);
  wake_here(cx, cx->current, ticket);
  return false;
}

std::int64_t move_result(Context* cx) { return cx->current->change_result; }

void make_changes(Context* cx) {
  const std::int64_t begin = now(cx->isolate);
  const std::vector<Change> changes = std::exchange(cx->changes, {});
  {
    StoppedWorld world(cx);
    if (world.stopped()) world.drain();
    for (const Change& change : changes) {
      if (!world.stopped() && begin < change.give_up) {
        cx->changes.push_back(change);
        continue;
      }
      const ChangeResult result = world.stopped() ? make_change(cx, world, change) : too_busy;
      if (!change.asker) continue;
      change.asker->change_result = result;
      wake_here(cx, change.asker, change.ticket);
    }
  }
  if (!cx->changes.empty()) cx->poll.ask_self();  // read by this thread only
  if (observes(cx)) observe_span(cx, "stopped world", begin);
}

}  // namespace hd
