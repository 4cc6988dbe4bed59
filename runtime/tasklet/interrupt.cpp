#include "runtime/tasklet/interrupt.h"

#include <fcntl.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "runtime/code/frames.h"
#include "runtime/routing/request.h"
#include "runtime/state/context.h"
#include "runtime/state/executor.h"
#include "runtime/tasklet/control.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

constexpr std::int64_t millisecond = 1'000'000;
constexpr std::size_t signal_count = 64;
constexpr std::size_t max_bit = 64;  // triggers of a context that signals can reach

/// Which trigger a signal fires. Read by signal handlers.
struct SignalTarget {
  std::atomic<Context*> context{nullptr};
  std::atomic<std::uint64_t> bit{0};
};
std::array<SignalTarget, signal_count> targets;

void on_signal(int number) {
  const int before = errno;
  const SignalTarget& target = targets[static_cast<std::size_t>(number)];
  if (Context* cx = target.context.load(std::memory_order_acquire)) {  // partner: attach_signal
    // The bit was published with the context. Sequentially consistent: before the check of who acts; partners: the last
    // checks in worker.cpp, and take_interrupt. With a weaker order a context could go to rest and miss the signal.
    cx->interrupts.raised_triggers.fetch_or(target.bit.load(std::memory_order_relaxed), std::memory_order_seq_cst);
    cx->poll.ask();
    cx->actor.nudge();
    // A running context checks again before it leaves; an attended one has been nudged.
    if (cx->actor.state() != Actor::running && !cx->actor.is_attended()) cx->isolate->executor->want_thread(cx);
  }
  errno = before;
}

/// A single thread may itself be in the system call that a signal is to end; of several, blocking.h finds the right
/// one.
bool one_thread(const Context* cx) { return cx->isolate->shares_thread; }

bool is_signal(const Trigger& trigger) {
  return trigger.kind == TriggerKind::signal || trigger.kind == TriggerKind::once;
}

/// A signal raised by the processor returns to the instruction that raised it: no guest function could run in between.
bool is_synchronous(std::int64_t number) {
  return number == SIGSEGV || number == SIGBUS || number == SIGFPE || number == SIGILL || number == SIGTRAP ||
         number == SIGABRT;
}

std::int64_t attach_signal(Context* cx, std::int64_t number, std::size_t trigger, bool once) {
  if (number <= 0 || number >= static_cast<std::int64_t>(signal_count) || is_synchronous(number)) return -EINVAL;
  if (trigger >= max_bit) return -ENOSPC;
  SignalTarget& target = targets[static_cast<std::size_t>(number)];
  if (once && target.context.load(std::memory_order_relaxed)) return 0;  // a trigger wants every one of them
  struct sigaction before = {};
  if (sigaction(static_cast<int>(number), nullptr, &before) != 0) return -errno;
  target.bit.store(std::uint64_t{1} << trigger, std::memory_order_relaxed);  // published by the next line
  target.context.store(cx, std::memory_order_release);                       // the bit; partner: on_signal's acquire
  struct sigaction action = {};
  action.sa_handler = on_signal;
  action.sa_flags = (one_thread(cx) ? 0 : SA_RESTART) | (once ? static_cast<int>(SA_RESETHAND) : 0);
  return sigaction(static_cast<int>(number), &action, nullptr) == 0 ? 0 : -errno;
}

void detach_signal(const Context* cx, std::int64_t number, std::size_t trigger) {
  SignalTarget& target = targets[static_cast<std::size_t>(number)];
  if (target.context.load(std::memory_order_relaxed) != cx) return;  // another trigger took the signal over
  if (target.bit.load(std::memory_order_relaxed) != std::uint64_t{1} << trigger) return;  // set by this thread
  std::signal(static_cast<int>(number), SIG_DFL);
  target.context.store(nullptr, std::memory_order_relaxed);  // publishes nothing
}

void fire(Trigger& trigger, std::int64_t times) {
  if (!trigger.attached) return;
  trigger.pending += times;
  if (trigger.pending <= max_pending_interrupts) return;
  trigger.overruns += trigger.pending - max_pending_interrupts;
  trigger.pending = max_pending_interrupts;
}

bool idle(const Trigger& trigger) {
  return trigger.pending == 0 && (!trigger.running || trigger.running->state == TaskletState::dead);
}

/// Returns 0, or a negative errno if no trigger can be attached to the source.
std::int64_t check_source(std::int64_t kind, std::int64_t number, std::int64_t events, double seconds) {
  switch (static_cast<TriggerKind>(kind)) {
    case TriggerKind::timer:
      return seconds >= 0 ? 0 : -EINVAL;
    case TriggerKind::descriptor:
      if (number != static_cast<int>(number) || fcntl(static_cast<int>(number), F_GETFD) < 0) return -EBADF;
      return events == static_cast<short>(events) ? 0 : -EINVAL;
    default:
      return 0;
  }
}

Trigger& trigger_of(Context* cx, std::int64_t index, const char* function) {
  if (index < 0 || index >= std::ssize(cx->interrupts.triggers)) fault(cx, "there is no such trigger", function);
  return *cx->interrupts.triggers[static_cast<std::size_t>(index)];
}

/// The index for a new trigger: that of a detached one, else the end. A software trigger gets a new index, which is
/// never reused: a raise from another context may be in flight to it.
std::size_t free_trigger(const Context* cx, TriggerKind kind) {
  std::size_t at = 0;
  while (at < cx->interrupts.triggers.size() &&
         (kind == TriggerKind::software || cx->interrupts.triggers[at]->kind == TriggerKind::software ||
          cx->interrupts.triggers[at]->attached || !idle(*cx->interrupts.triggers[at])))
    ++at;
  return at;
}

void look_at_descriptors(Context* cx, std::int64_t time) {
  if (time - cx->interrupts.fds_looked_at < millisecond) return;
  cx->interrupts.fds_looked_at = time;
  for (Trigger* trigger : cx->interrupts.triggers) {
    if (trigger->kind != TriggerKind::descriptor || !trigger->attached || !idle(*trigger)) continue;
    pollfd look{static_cast<int>(trigger->number), static_cast<short>(trigger->events), 0};
    if (poll(&look, 1, 0) > 0) fire(*trigger, 1);
  }
}

/// Returns true if the only sources are one-shot signals that have not come.
bool only_waits_once(const Context* cx) {
  if (cx->interrupts.raised_triggers.load(std::memory_order_relaxed)) return false;  // partner: on_signal
  return std::all_of(cx->interrupts.triggers.begin(), cx->interrupts.triggers.end(), [](const Trigger* trigger) {
    return trigger->kind == TriggerKind::once && trigger->pending == 0;
  });
}

void look_at_sources(Context* cx) {
  const std::uint64_t raised =
      cx->interrupts.raised_triggers.exchange(0, std::memory_order_seq_cst);  // partner: on_signal
  for (std::size_t i = 0; i < std::min(max_bit, cx->interrupts.triggers.size()) && raised >> i; ++i)
    if (raised >> i & 1) fire(*cx->interrupts.triggers[i], 1);
  const std::int64_t time = now(cx->isolate);
  for (Trigger* trigger : cx->interrupts.triggers) {
    if (trigger->kind != TriggerKind::timer || !trigger->attached || time < trigger->next) continue;
    const std::int64_t times = (time - trigger->next) / trigger->period + 1;
    trigger->next += times * trigger->period;
    fire(*trigger, times);
  }
  look_at_descriptors(cx, time);
}

}  // namespace

std::int64_t interrupt_attach(Context* cx, std::int64_t kind, std::int64_t number, std::int64_t events, double seconds,
                              Str* name, Value handler, Value handle) {
  if (kind < 0 || kind > static_cast<std::int64_t>(TriggerKind::once)) fault(cx, "no such kind", "interrupt_attach");
  if (const std::int64_t status = check_source(kind, number, events, seconds); status < 0) return status;
  auto* trigger =
      new Trigger{static_cast<TriggerKind>(kind), number, events, 0, 0, std::string(view(name)), handler, handle};
  if (trigger->kind == TriggerKind::timer) {
    trigger->period = std::max(static_cast<std::int64_t>(std::min(seconds, 3e8) * 1e9), millisecond);
    trigger->next = now(cx->isolate) + trigger->period;
  }
  const std::size_t index = free_trigger(cx, trigger->kind);
  if (index == cx->interrupts.triggers.size())
    cx->interrupts.triggers.push_back(trigger);
  else
    delete std::exchange(cx->interrupts.triggers[index], trigger);
  if (is_signal(*trigger)) {
    const std::int64_t status = attach_signal(cx, number, index, trigger->kind == TriggerKind::once);
    if (status < 0) {
      trigger->attached = false;
      return status;
    }
  }
  if (trigger->kind == TriggerKind::software) {
    const std::lock_guard guard(cx->isolate->lock);
    cx->isolate->named_triggers.push_back({trigger->name, cx, static_cast<std::int64_t>(index)});
  } else if (trigger->kind != TriggerKind::once) {
    want_beat(cx);
  }
  return static_cast<std::int64_t>(index);
}

void interrupt_detach(Context* cx, std::int64_t index) {
  Trigger& trigger = trigger_of(cx, index, "interrupt_detach");
  if (!trigger.attached) return;
  trigger.attached = false;
  trigger.pending = 0;
  if (is_signal(trigger)) {
    detach_signal(cx, trigger.number, static_cast<std::size_t>(index));
    // A signal that came just before must not fire the trigger that takes the place next. Relaxed: this thread reads
    // it.
    cx->interrupts.raised_triggers.fetch_and(~(std::uint64_t{1} << index), std::memory_order_relaxed);
  }
  if (trigger.kind != TriggerKind::software) return;
  const std::lock_guard guard(cx->isolate->lock);
  std::erase_if(cx->isolate->named_triggers,
                [&](const NamedTrigger& known) { return known.context == cx && known.trigger == index; });
}

std::int64_t interrupt_overruns(Context* cx, std::int64_t trigger) {
  return trigger_of(cx, trigger, "interrupt_overruns").overruns;
}

namespace {

/// Fires a software trigger of another context.
struct TriggerRaised final : Request {
  explicit TriggerRaised(std::int64_t number) : trigger(number) {}
  void serve(Context* cx) override {
    fire(*cx->interrupts.triggers[static_cast<std::size_t>(trigger)], 1);
    delete this;
  }

  std::int64_t trigger;
};

}  // namespace

std::int64_t interrupt_raise(Context* cx, Str* name) {
  std::vector<NamedTrigger> found;
  {
    const std::lock_guard guard(cx->isolate->lock);
    for (const NamedTrigger& known : cx->isolate->named_triggers)
      if (known.name == view(name)) found.push_back(known);
  }
  for (const NamedTrigger& known : found) {
    if (known.context == cx) {
      fire(*cx->interrupts.triggers[static_cast<std::size_t>(known.trigger)], 1);
      cx->poll.ask_self();
      continue;
    }
    post(known.context, new TriggerRaised(known.trigger));
  }
  return static_cast<std::int64_t>(found.size());
}

std::int64_t signal_number(Context*, Str* name) {
  for (int n = 1; n < static_cast<int>(signal_count); ++n) {
    const char* known = sigabbrev_np(n);
    if (known && view(name) == known) return n;
  }
  return -1;
}

bool run_interrupts(Context* cx) {
  if (only_waits_once(cx)) return false;
  look_at_sources(cx);
  bool any = false;
  for (Trigger* trigger : cx->interrupts.triggers) {
    if (trigger->pending == 0 || (trigger->running && trigger->running->state != TaskletState::dead)) continue;
    --trigger->pending;
    const Value args[] = {trigger->handle};
    Tasklet* t = new_tasklet(cx, trigger->handler, new_value_list(cx, args, 1));
    t->urgent = true;
    trigger->running = t;
    cx->schedule.ready.push_front(t);
    any = true;
  }
  return any;
}

bool take_interrupt(Context* cx) {
  for (std::size_t i = 0; i < std::min(max_bit, cx->interrupts.triggers.size()); ++i) {
    const Trigger& trigger = *cx->interrupts.triggers[i];
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (trigger.kind != TriggerKind::once || !trigger.attached) continue;
    if (!trigger.handle.is_class(class_tasklet) || trigger.handle.as<Tasklet>() != bottom_of(cx->current)) continue;
    if (cx->interrupts.raised_triggers.fetch_and(~bit, std::memory_order_seq_cst) & bit)
      return true;  // partner: on_signal
  }
  return false;
}

std::int64_t next_trigger_deadline(const Context* cx) {
  std::int64_t first = -1;
  for (const Trigger* trigger : cx->interrupts.triggers) {
    if (!trigger->attached) continue;
    std::int64_t at = -1;
    if (trigger->kind == TriggerKind::timer) at = trigger->next;
    if (trigger->kind == TriggerKind::descriptor) at = cx->interrupts.fds_looked_at + millisecond;
    if (at >= 0 && (first < 0 || at < first)) first = at;
  }
  return first;
}

bool waits_for_interrupts(const Context* cx) {
  return std::any_of(cx->interrupts.triggers.begin(), cx->interrupts.triggers.end(),
                     [](const Trigger* trigger) { return trigger->attached && trigger->kind != TriggerKind::once; });
}

}  // namespace hd
