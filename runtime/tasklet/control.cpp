#include "runtime/tasklet/control.h"

#include <algorithm>
#include <cstdio>

#include "runtime/observe/tally.h"
#include "runtime/routing/request.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/blocking.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/tasklet/wait.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

enum : std::int64_t { state_running, state_ready, state_waiting, state_frozen, state_dead };

bool is_free(const Tasklet* t) { return t->state != TaskletState::dead; }

Object* list_of(Context* cx, const std::vector<Value>& values) {
  return new_value_list(cx, values.data(), static_cast<std::int64_t>(values.size()));
}

}  // namespace

void check_home(Context* cx, const Tasklet* t, const char* function) {
  if (t->home() != cx) fault(cx, "a tasklet of another context", function);
}

Tasklet* bottom_of(Tasklet* t) {
  while (t->resumer) t = t->resumer;
  return t;
}

Tasklet* innermost_of(Context* cx, Tasklet* t) {
  if (t->state != TaskletState::normal) return t;
  for (Tasklet* x : cx->schedule.tasklets)
    if (x->state != TaskletState::normal && is_free(x) && bottom_of(x) == t) return x;
  return t;
}

Tasklet* tasklet_spawn(Context* cx, Value f, Object* args) {
  Tasklet* t = new_tasklet(cx, f, args);
  cx->schedule.ready.push_back(t);
  want_beat(cx);
  return t;
}

std::int64_t tasklet_state(Context* cx, Tasklet* t) {
  check_home(cx, t, "tasklet_state");
  if (t->state == TaskletState::dead) return state_dead;
  if (t->frozen) return state_frozen;
  if (cx->current && bottom_of(cx->current) == t) return state_running;
  return innermost_of(cx, t)->state == TaskletState::waiting ? state_waiting : state_ready;
}

Str* tasklet_reason(Context* cx, Tasklet* t) {
  check_home(cx, t, "tasklet_reason");
  const Tasklet* inner = innermost_of(cx, t);
  return inner->in_wait ? inner->reason : nullptr;
}

std::int64_t tasklet_number(Context*, Tasklet* t) { return t->number; }

Tasklet* tasklet_innermost(Context* cx, Tasklet* t) {
  check_home(cx, t, "tasklet_innermost");
  return innermost_of(cx, t);
}

std::int64_t tasklet_switch_cause(Context* cx) { return static_cast<std::int64_t>(cx->schedule.switch_cause); }

void tasklet_freeze(Context* cx, Tasklet* t) {
  check_home(cx, t, "tasklet_freeze");
  t->frozen = true;
}

void tasklet_thaw(Context* cx, Tasklet* t) {
  check_home(cx, t, "tasklet_thaw");
  t->frozen = false;
  if (!t->held) return;
  cx->schedule.ready.push_back(t->held);
  t->held = nullptr;
}

void tasklet_raise(Context* cx, Tasklet* t, Value error) {
  check_home(cx, t, "tasklet_raise");
  if (t->state == TaskletState::dead) return;
  Tasklet* inner = innermost_of(cx, t);
  inner->has_pending_error = true;
  cx->poll.ask_self();  // in case it runs
  inner->pending_error = error;
  if (inner->blocking) return cx->isolate->executor->interrupt_call(cx, inner);  // raised when the call is over
  if (inner->may_abandon) {
    abandon_call(cx, inner);
  } else if (inner->in_wait) {
    ++inner->ticket;
    inner->in_wait = false;
    inner->reason = nullptr;
  } else {
    return;  // raised when it resumes
  }
  make_ready(cx, inner, Value::nil(), false);
}

Value tasklet_handle(Context*, Tasklet* t) { return Value::reference(t->handle); }

void tasklet_set_handle(Context* cx, Tasklet* t, Value handle) {
  check_home(cx, t, "tasklet_set_handle");
  if (!handle.is_object() && !handle.is_nil()) fault(cx, "neither an object nor nil", "tasklet_set_handle");
  t->handle = handle.is_nil() ? nullptr : handle.as_object();
}

Object* tasklet_outcome(Context* cx, Tasklet* t) {
  check_home(cx, t, "tasklet_outcome");
  if (t->state != TaskletState::dead) return nullptr;
  std::vector<Value> values{Value::boolean(!t->delivered_error)};
  if (t->delivered_error) {
    values.push_back(t->delivered);
  } else if (t->delivered.is_object()) {
    const auto list = elements(cx, t->delivered.as<ValueList>());
    values.insert(values.end(), list.begin(), list.end());
  }
  return list_of(cx, values);
}

void tasklet_await_end(Context* cx, Tasklet* t, Tasklet* who, std::int64_t ticket) {
  check_home(cx, t, "tasklet_await_end");
  if (t->state == TaskletState::dead) return tasklet_wake(cx, who, ticket);
  if (!t->joiners) t->joiners = new std::vector<Waiter>;
  t->joiners->push_back({who, ticket});
}

Object* tasklet_list(Context* cx) {
  std::vector<Value> values;
  for (Tasklet* t : cx->schedule.tasklets)
    if (is_free(t) && !t->resumer && t->state != TaskletState::suspended &&
        (t->state != TaskletState::fresh || t->frozen ||
         std::find(cx->schedule.ready.begin(), cx->schedule.ready.end(), t) != cx->schedule.ready.end()))
      values.push_back(Value::object(t));
  return list_of(cx, values);
}

Object* tasklet_ready(Context* cx) {
  std::vector<Value> values;
  for (Tasklet* t : cx->schedule.ready)
    if (!bottom_of(t)->frozen) values.push_back(Value::object(bottom_of(t)));
  return list_of(cx, values);
}

void tasklet_set_policy(Context* cx, Value f) { cx->schedule.policy = f; }

bool tasklet_choose(Context* cx, Tasklet* t) {
  for (auto at = cx->schedule.ready.begin(); at != cx->schedule.ready.end(); ++at)
    if (bottom_of(*at) == t && !t->frozen) {
      Tasklet* inner = *at;
      cx->schedule.ready.erase(at);
      cx->schedule.ready.push_front(inner);
      return true;
    }
  return false;
}

namespace {

/// Sets frozen tasklets at the front of the run queue aside.
void skip_frozen(Context* cx) {
  while (!cx->schedule.ready.empty() && bottom_of(cx->schedule.ready.front())->frozen) {
    bottom_of(cx->schedule.ready.front())->held = cx->schedule.ready.front();
    cx->schedule.ready.pop_front();
  }
}

Tasklet* take_front(Context* cx) {
  Tasklet* t = cx->schedule.ready.front();
  cx->schedule.ready.pop_front();
  return t;
}

}  // namespace

Tasklet* take_next_at_once(Context* cx) {
  // A thread that wants the context's attention has set `poll`; with `wants_beat`, the heartbeat handles slices and
  // timers.
  if (cx->poll.is_set() || cx->schedule.ready.empty() || !cx->work.wants_beat.load(std::memory_order_relaxed) ||
      !cx->schedule.policy.is_nil() || cx->schedule.choosing || cx->finished || observes(cx) ||
      cx->isolate->simulated || cx->isolate->shares_thread)
    return nullptr;
  Tasklet* t = cx->schedule.ready.front();
  if (bottom_of(t)->frozen) return nullptr;
  cx->schedule.ready.pop_front();
  cx->schedule.switch_cause = SwitchCause::waits;
  return t;
}

Tasklet* take_next(Context* cx) {
  skip_frozen(cx);
  if (cx->schedule.ready.empty()) return nullptr;
  if (Tasklet* chooser = cx->schedule.choosing) {
    cx->schedule.choosing = nullptr;
    if (chooser->state != TaskletState::dead) {
      std::fputs("scheduler removed: it waited, or took too long\n", stderr);
      cx->schedule.policy = Value::nil();
    }
    return take_front(cx);
  }
  if (cx->schedule.policy.is_nil() || cx->schedule.ready.size() < 2 || cx->schedule.ready.front()->urgent)
    return take_front(cx);
  cx->schedule.choosing = new_tasklet(cx, cx->schedule.policy, new_value_list(cx, nullptr, 0));
  return cx->schedule.choosing;
}

}  // namespace hd
