#include "runtime/tasklet/tasklet.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <limits>
#include <memory>
#include <utility>

#include "runtime/code/handler.h"
#include "runtime/code/trace.h"
#include "runtime/routing/request.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/control.h"
#include "runtime/tasklet/wait.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

constexpr std::int64_t first_stack_slots = 24;

void load_tasklet(Context* cx, Tasklet* t) {
  cx->current = t;
  cx->base = t->base;
  cx->stack_end = t->stack_end;
  cx->open = t->open;
  cx->native_depth = 0;
  t->state = TaskletState::running;
  cx->schedule.slice_start = cx->work.beats.load(std::memory_order_relaxed);  // a clock, read for a difference
  ++cx->stats.switches;
}

void set_results_from_list(Context* cx, const Object* list) {
  const auto values = elements(cx, static_cast<const ValueList*>(list));
  set_results(cx, values.data(), std::ssize(values));
}

/// Makes the values that cross the border between two tasklets the results of what `t` waits for.
void hand_over_list(Context* cx, Tasklet* t) {
  set_results_from_list(cx, t->delivered.as_object());
  t->delivered = Value::nil();
  cx->hands_over_results = true;
}

/// Ends the running tasklet; `v`: a List<Value> of results, or the error. Its resumer becomes current, if it has one.
void end_tasklet(Context* cx, bool ok, Value v) {
  Tasklet* t = cx->current;
  if (ok && v.is_object() && !is_whole(v.as<ValueList>())) {
    ok = false;
    v = machine_error(cx, Failure::fault, not_whole);
  }
  t->state = TaskletState::dead;
  free_stack(t);
  cx->current = nullptr;
  if (Tasklet* r = t->resumer) {
    t->resumer = nullptr;
    t->delivered_error = !ok && !t->killed;
    t->delivered = t->delivered_error ? v : Value::nil();
    r->delivered = t->killed && ok ? Value::nil() : v;
    r->delivered_error = t->delivered_error;
    cx->current = r;
    wake_joiners(cx, t);
    if (ok && !t->killed) hand_over_list(cx, r);
  } else {
    t->delivered = v;
    t->delivered_error = !ok;
    if (t->ending) t->ending(cx, t, ok, v);
    if (!is_program(cx, t)) wake_joiners(cx, t);
  }
}

/// The continuation at the bottom of everything a tasklet runs.
HD_CC void bottom_done(HD_ARGS) {
  const bool ok = cx->abrupt != Abrupt::raise;
  cx->abrupt = Abrupt::none;
  end_tasklet(cx, ok, ok ? cx->results[0] : cx->error);
  if (!cx->current) cx->current = take_next_at_once(cx);
  if (cx->current) HD_TAIL continue_tasklet(HD_PASS);
}

}  // namespace

HD_CC void fail_tasklet(HD_ARGS) {
  cx->abrupt = Abrupt::raise;
  HD_TAIL bottom_done(HD_PASS);
}

namespace {

/// Calls the entry function of the fresh current tasklet. Returns true if it ends abruptly.
bool start(Context* cx, Tasklet* t) {
  t->stack = static_cast<Value*>(std::malloc(first_stack_slots * sizeof(Value)));
  t->stack_end = t->stack + first_stack_slots;
  std::fill(t->stack, t->stack_end, Value::nil());
  t->stack[1] = {tag_link, 0};
  t->stack[2] = link_word(0, 0, 0);
  t->base = t->stack + frame_slots;
  t->open = 0;
  load_tasklet(cx, t);
  const Language* language = cx->isolate->language;
  Object* arguments = t->delivered.as_object();
  t->delivered = Value::nil();
  try {
    if (is_program(cx, t)) return language->main(cx, arguments, cx->isolate->program_status);
    ValueList* result = nullptr;
    if (language->run_callable(cx, t->function, static_cast<ValueList*>(arguments), &result)) return true;
    result_one(cx, Value::object(result));
    return false;
  } catch (Fault& fault) {
    catch_fault(cx, fault);
    return true;
  }
}

}  // namespace

Tasklet* new_tasklet(Context* cx, Value function, Object* arguments) {
  auto* t = static_cast<Tasklet*>(allocate_bytes(cx, (sizeof(Tasklet) + 15) / 16 * 16));
  new (t) Tasklet{};
  t->header = make_header(cx->id, class_tasklet);
  t->function = function;
  t->state = TaskletState::fresh;
  t->delivered = Value::reference(arguments);
  t->number = cx->schedule.tasklets_made++;
  cx->schedule.tasklets.push_back(t);
  return t;
}

void wake_joiners(Context* cx, Tasklet* t) {
  if (const std::unique_ptr<std::vector<Waiter>> joiners(std::exchange(t->joiners, nullptr)); joiners)
    for (const Waiter& joiner : *joiners) tasklet_wake(cx, joiner.tasklet, joiner.ticket);
}

void free_stack(Tasklet* t) {
  std::free(static_cast<void*>(t->stack));
  t->stack = t->stack_end = t->base = nullptr;
}

void free_tasklet(Tasklet* t) {
  free_stack(t);
  delete std::exchange(t->joiners, nullptr);
  free_trace(t);
}

void save_tasklet(Context* cx) {
  Tasklet* t = cx->current;
  t->base = cx->base;
  t->open = cx->open;
}

namespace {

/// Makes `t` resume with the error that another tasklet sent it. A fresh tasklet starts first.
void take_pending_error(Context* cx, Tasklet* t) {
  if (t->state == TaskletState::fresh) {
    cx->poll.ask_self();
    return;
  }
  t->has_pending_error = false;
  t->delivered = t->pending_error;
  t->pending_error = Value::nil();
  t->delivered_error = true;
}

}  // namespace

HD_CC void continue_tasklet(HD_ARGS) {
  Tasklet* t = cx->current;
  const bool handed_over = std::exchange(cx->hands_over_results, false);
  if (HD_UNLIKELY(t->has_pending_error)) take_pending_error(cx, t);
  if (t->state == TaskletState::fresh) {
    if (!start(cx, t)) {
      end_tasklet(cx, true, is_program(cx, t) ? Value::nil() : cx->results[0]);
      if (cx->current) HD_TAIL continue_tasklet(HD_PASS);
      return;
    }
    if (cx->abrupt == Abrupt::raise) {
      end_tasklet(cx, false, cx->error);
      if (cx->current) HD_TAIL continue_tasklet(HD_PASS);
      return;
    }
    spill(cx, &bottom_done, 0, 0);
    HD_TAIL suspend(HD_PASS);
  }
  load_tasklet(cx, t);
  if (t->os_error) errno = std::exchange(t->os_error, 0) - 1;
  base = cx->base;
  consts = constants_of(base);
  if (Frame* frame = t->waiting) {
    t->waiting = nullptr;
    cx->resumed = frame;
    cx->abrupt = t->delivered_error ? Abrupt::raise : Abrupt::none;
    if (t->delivered_error)
      cx->error = t->delivered;
    else if (!handed_over)
      result_one(cx, t->delivered);
    t->delivered = Value::nil();
    t->delivered_error = false;
    HD_TAIL frame->resume(cx, frame->pc, base, consts);
  }
  pc = t->pc;
  if (HD_UNLIKELY(t->delivered_error)) {  // preempted, then sent an error
    t->delivered_error = false;
    cx->pc = pc;
    cx->error = t->delivered;
    cx->abrupt = Abrupt::raise;
    HD_TAIL raise(HD_PASS);
  }
  HD_DISPATCH;
}

namespace {

/// Suspends the current tasklet and hands `v` to its resumer, which becomes current.
void hand_back(Context* cx, Value v, bool error) {
  Tasklet* t = cx->current;
  save_tasklet(cx);
  t->state = TaskletState::suspended;
  cx->current = std::exchange(t->resumer, nullptr);
  cx->current->delivered = v;
  cx->current->delivered_error = error;
}

/// Makes `t` current, with the current tasklet as its resumer.
void hand_over(Context* cx, Tasklet* t) {
  save_tasklet(cx);
  cx->current->state = TaskletState::normal;
  t->resumer = cx->current;
  t->catching_below = catching_depth(cx->current) + 1;
  cx->current = t;
}

}  // namespace

HD_CC void suspend(HD_ARGS) {
  const Pending what = cx->pending;
  if (HD_LIKELY(what == Pending::call)) HD_TAIL enter_pushed(HD_PASS);
  cx->pending = Pending::none;
  cx->abrupt = Abrupt::none;
  switch (what) {
    case Pending::handle:
      base = cx->base;
      pc = nullptr;
      HD_TAIL call_handler(HD_PASS);
    case Pending::resume: {
      Tasklet* t = cx->pending_tasklet;
      t->delivered_error = false;
      if (t->state == TaskletState::fresh)
        t->delivered = Value::object(results_list(cx));
      else
        cx->hands_over_results = true;
      hand_over(cx, t);
      HD_TAIL continue_tasklet(HD_PASS);
    }
    case Pending::kill: {
      Tasklet* t = cx->pending_tasklet;
      t->killed = true;
      t->catching = 0;  // none of its handlers catches
      t->unwound_to = std::numeric_limits<std::int64_t>::max();
      if (!tasklet_failed(cx, t)) t->delivered = cx->pending_value;
      t->delivered_error = true;
      hand_over(cx, t);
      HD_TAIL continue_tasklet(HD_PASS);
    }
    case Pending::yield:
      cx->hands_over_results = true;
      hand_back(cx, Value::nil(), false);
      HD_TAIL continue_tasklet(HD_PASS);
    case Pending::fail:
      cx->current->delivered = cx->error;
      cx->current->delivered_error = true;
      hand_back(cx, cx->error, true);
      HD_TAIL continue_tasklet(HD_PASS);
    case Pending::wait: {
      Tasklet* t = cx->current;
      save_tasklet(cx);
      t->state = TaskletState::waiting;
      t->in_wait = true;
      cx->current = nullptr;
      if (t->has_pending_error) {  // it came after the ticket and before the wait
        ++t->ticket;
        t->in_wait = false;
        make_ready(cx, t, Value::nil(), false);
      }
      cx->current = take_next_at_once(cx);
      if (cx->current) HD_TAIL continue_tasklet(HD_PASS);
      return;
    }
    case Pending::pause:
      cx->schedule.switch_cause = SwitchCause::yielded;
      save_tasklet(cx);
      make_ready(cx, cx->current, Value::nil(), false);
      cx->current = take_next_at_once(cx);
      if (cx->current) HD_TAIL continue_tasklet(HD_PASS);
      return;
    case Pending::block:
      save_tasklet(cx);
      cx->current->state = TaskletState::waiting;
      cx->work.leaving = cx->current;
      cx->current = nullptr;
      return;
    default:
      save_tasklet(cx);
      cx->current->state = TaskletState::waiting;
      send_call(cx);
      cx->current = nullptr;
      return;
  }
}

Tasklet* tasklet_new(Context* cx, Value function) {
  Tasklet* t = new_tasklet(cx, function, nullptr);
  t->coroutine = true;
  return t;
}

namespace {

/// Returns true if it has ended, or is suspended for good.
bool is_over(Context* cx, Tasklet* t) { return t->state == TaskletState::dead || tasklet_failed(cx, t); }

/// Returns true if it waits to be resumed, unlike a tasklet that its context started.
bool is_suspended(const Tasklet* t) {
  return t->state == TaskletState::suspended || (t->state == TaskletState::fresh && t->coroutine);
}

}  // namespace

std::int64_t tasklet_status(Context* cx, Tasklet* t) {
  if (t == cx->current) return 1;
  if (t->home() != cx) return 4;  // only its home may read its state
  switch (t->state) {
    case TaskletState::dead:
      return 3;
    case TaskletState::normal:
      return 2;
    case TaskletState::running:
    case TaskletState::waiting:
    case TaskletState::ready:
      return 1;
    case TaskletState::fresh:
      return t->coroutine ? 0 : 1;
    default:
      return tasklet_failed(cx, t) ? 3 : 0;
  }
}

bool tasklet_failed(Context*, Tasklet* t) {
  return t->delivered_error && (t->state == TaskletState::suspended || t->state == TaskletState::dead);
}

Tasklet* tasklet_current(Context* cx) { return cx->current; }

/// The tasklet at the bottom of the chain of resumers.
Tasklet* tasklet_main(Context* cx) { return bottom_of(cx->current); }

namespace {

/// Waits until `t`, which is to get cx->results, hands something back.
bool await_resumed(Context* cx, Tasklet* t) {
  if (t->home() != cx) return raise_failure(cx, Failure::resume_elsewhere);
  if (is_over(cx, t)) return raise_failure(cx, Failure::resume_dead);
  if (!is_suspended(t)) return raise_failure(cx, Failure::resume_not_suspended);
  if (catching_depth(cx->current) >= max_catching) return raise_failure(cx, Failure::nested_too_deep);
  cx->pending_tasklet = t;
  return wait_for(cx, Pending::resume);
}

bool await_resumer(Context* cx) {
  if (!cx->current->resumer) return raise_failure(cx, Failure::yield_outside);
  if (cx->current->killed) return raise_failure(cx, Failure::yield_unwinding);
  return wait_for(cx, Pending::yield);
}

void set_results_from_args(Context* cx, std::int64_t skip) {
  set_results(cx, cx->base + skip, std::max<std::int64_t>(0, args_count(cx) - skip));
}

}  // namespace

bool resume(Context* cx, Tasklet* t, Object* list) {
  set_results_from_list(cx, list);
  return await_resumed(cx, t);
}

bool resume_with(Context* cx, Tasklet* t, std::int64_t skip) {
  set_results_from_args(cx, skip);
  return await_resumed(cx, t);
}

bool yield(Context* cx, Object* list) {
  set_results_from_list(cx, list);
  return await_resumer(cx);
}

bool yield_with(Context* cx, std::int64_t skip) {
  set_results_from_args(cx, skip);
  return await_resumer(cx);
}

bool tasklet_unwinds(Context*, Tasklet* t) { return t->killed; }

bool kill(Context* cx, Tasklet* t, Value error) {
  if (t->home() != cx) return raise_failure(cx, Failure::kill_elsewhere);
  if (!is_over(cx, t) && !is_suspended(t)) return raise_failure(cx, Failure::kill_not_suspended);
  if (t->state == TaskletState::fresh || t->state == TaskletState::dead) {
    result_one(cx, tasklet_failed(cx, t) ? t->delivered : Value::nil());
    t->state = TaskletState::dead;
    t->delivered = Value::nil();
    t->delivered_error = false;
    wake_joiners(cx, t);
    return false;
  }
  if (catching_depth(cx->current) >= max_catching) return raise_failure(cx, Failure::nested_too_deep);
  cx->pending_tasklet = t;
  cx->pending_value = error;
  return wait_for(cx, Pending::kill);
}

}  // namespace hd
