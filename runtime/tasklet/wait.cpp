#include "runtime/tasklet/wait.h"

#include <algorithm>
#include <cmath>

#include "runtime/routing/request.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/tasklet.h"

namespace hd {

std::int64_t tasklet_ticket(Context* cx) {
  Tasklet* t = cx->current;
  t->woken = false;
  return ++t->ticket;
}

bool tasklet_wait(Context* cx, std::int64_t ticket, double seconds, Str* reason) {
  Tasklet* t = cx->current;
  if (std::isnan(seconds)) fault(cx, "the time is not a number", "tasklet_wait");
  if (t->woken || ticket != t->ticket) {
    ++t->ticket;
    cx->nresults = 0;
    return false;
  }
  t->reason = reason;
  if (seconds >= 0) {
    const double limit = 3e17;  // nanoseconds: ten years stand for "forever"
    const auto length = static_cast<std::int64_t>(std::min(seconds * 1e9, limit));
    cx->schedule.timers.push_back({now(cx->isolate) + length, t, ticket});
    std::push_heap(cx->schedule.timers.begin(), cx->schedule.timers.end());
  }
  return wait_for(cx, Pending::wait);
}

void wake_here(Context* cx, Tasklet* t, std::int64_t ticket) {
  if (t->ticket != ticket || t->woken || t->state == TaskletState::dead) return;
  if (!t->in_wait) {
    t->woken = true;
    return;
  }
  ++t->ticket;
  t->in_wait = false;
  t->reason = nullptr;
  make_ready(cx, t, Value::nil(), false);
}

namespace {

/// A wake from another context.
struct WakeUp final : Request {
  WakeUp(Tasklet* who, std::int64_t of) : tasklet(who), ticket(of) {}
  void serve(Context* cx) override {
    wake_here(cx, tasklet, ticket);
    delete this;
  }

  Tasklet* tasklet;
  std::int64_t ticket;
};

}  // namespace

void tasklet_wake(Context* cx, Tasklet* t, std::int64_t ticket) {
  if (t->home() == cx) return wake_here(cx, t, ticket);
  post(t->home(), new WakeUp(t, ticket));
}

bool tasklet_pause(Context* cx) {
  if (cx->schedule.ready.empty()) {
    cx->nresults = 0;
    return false;
  }
  return wait_for(cx, Pending::pause);
}

namespace {

/// Returns true if the wait ended before the timer fired.
bool is_stale(const Timer& timer) { return timer.tasklet->ticket != timer.ticket || timer.tasklet->woken; }

}  // namespace

void fire_timers(Context* cx) {
  if (is_stale(cx->schedule.timers.front())) {
    std::erase_if(cx->schedule.timers, is_stale);
    std::make_heap(cx->schedule.timers.begin(), cx->schedule.timers.end());
  }
  const std::int64_t time = now(cx->isolate);
  while (!cx->schedule.timers.empty() && cx->schedule.timers.front().deadline <= time) {
    const Timer timer = cx->schedule.timers.front();
    std::pop_heap(cx->schedule.timers.begin(), cx->schedule.timers.end());
    cx->schedule.timers.pop_back();
    wake_here(cx, timer.tasklet, timer.ticket);
  }
}

std::int64_t next_deadline(const Context* cx) {
  std::int64_t first = next_trigger_deadline(cx);
  if (!cx->schedule.timers.empty() && (first < 0 || cx->schedule.timers.front().deadline < first))
    first = cx->schedule.timers.front().deadline;
  for (const PostponedCall& p : cx->requests.postponed)
    if (first < 0 || p.time < first) first = p.time;
  if (HD_UNLIKELY(!cx->work.interrupting.empty())) {
    constexpr std::int64_t again_after = 1'000'000;  // nanoseconds
    const std::int64_t again = now(cx->isolate) + again_after;
    first = first < 0 ? again : std::min(first, again);
  }
  return first;
}

}  // namespace hd
