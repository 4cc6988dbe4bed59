// The executor of profiles without OS threads: the one thread acts for all contexts in turn, a time slice each. A timer
// signal is the heartbeat; blocking calls block. All other contexts are parked, so requests are always served in place.
#ifdef HD_UNIPROCESSOR
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <utility>
#include <vector>

#include "runtime/contexts/retire.h"
#include "runtime/machine/step.h"
#include "runtime/routing/claim.h"
#include "runtime/state/context.h"
#include "runtime/system/process.h"
#include "runtime/tasklet/blocking.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/tasklet/wait.h"
#include "runtime/worker/deadlock.h"
#include "runtime/worker/worker.h"

namespace hd {

namespace {

constexpr long beat_nanoseconds = 1'000'000;
constexpr int idle_beats = 200;  // the timer stops after this many unwanted beats

// Relaxed everywhere: one thread and its signal handler.
std::atomic<Context*> acting{nullptr};  // read by the signal handler
std::atomic<bool> beating{false};
int unwanted = 0;  // beats; used only by the handler
timer_t timer;

void set_timer(long nanoseconds) {
  const itimerspec times{{0, nanoseconds}, {0, nanoseconds}};
  timer_settime(timer, 0, &times, nullptr);
}

/// Relaxed: runs on the one thread, as its signal handler.
void on_beat(int) {
  const int before = errno;
  Context* cx = acting.load(std::memory_order_relaxed);  // one thread
  if (cx && cx->work.wants_beat.load(std::memory_order_relaxed)) {
    unwanted = 0;
    cx->work.beats.fetch_add(1, std::memory_order_relaxed);
    cx->poll.ask_self();
  } else if (++unwanted > idle_beats) {
    beating.store(false, std::memory_order_relaxed);
    set_timer(0);
  }
  errno = before;
}

void make_timer() {
  struct sigaction action = {};
  action.sa_handler = on_beat;
  action.sa_flags = SA_RESTART;
  sigaction(SIGRTMIN, &action, nullptr);
  sigevent event = {};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGRTMIN;
  timer_create(CLOCK_MONOTONIC, &event, &timer);
}

/// A tasklet whose blocking call waits until its file descriptor is ready.
struct Waiting {
  Context* context;
  Tasklet* tasklet;
};
std::vector<Waiting> waiting;

/// Makes the leaving tasklet's blocking call now, unless it names a descriptor that it waits for.
void begin_blocking_call(Context* cx) {
  Tasklet* t = std::exchange(cx->work.leaving, nullptr);
  ++cx->stats.outside;
  if (t->blocking->descriptor() >= 0) {
    waiting.push_back({cx, t});
    return;
  }
  t->blocking->run();
  finish_blocking(cx, t);
}

/// Makes the calls whose descriptors are ready, after waiting at most `milliseconds`. Returns true if there was one.
bool make_ready_calls(int milliseconds) {
  if (waiting.empty()) return false;
  std::vector<pollfd> looks;
  for (const Waiting& w : waiting) looks.push_back({w.tasklet->blocking->descriptor(), POLLIN, 0});
  if (poll(looks.data(), looks.size(), milliseconds) <= 0) return false;
  std::vector<Waiting> left;
  for (std::size_t i = 0; i < looks.size(); ++i) {
    if (!looks[i].revents) {
      left.push_back(waiting[i]);
      continue;
    }
    waiting[i].tasklet->blocking->run();
    finish_blocking(waiting[i].context, waiting[i].tasklet);
  }
  waiting = std::move(left);
  return true;
}

/// Gives a context a turn. Returns true if it did something.
bool take_turn(Context* cx) {
  if (!has_work(cx) && !(next_deadline(cx) >= 0 && next_deadline(cx) <= now(cx->isolate))) return false;
  cx->actor.unpark();
  acting.store(cx, std::memory_order_relaxed);  // one thread
  const bool worked = step(cx);
  if (cx->finished && cx->id == 1) end_process(cx, cx->isolate->exit_status);
  if (cx->work.leaving) begin_blocking_call(cx);
  acting.store(nullptr, std::memory_order_relaxed);  // one thread
  if (cx->finished && cx->schedule.ready.empty() && cx->id != 1) retire(cx);
  cx->actor.park(Actor::Then::leave);
  return worked;
}

/// Called when no context has work: sleeps until a timer is due or a signal comes.
void idle(Isolate* isolate) {
  std::int64_t first = -1;
  bool interrupts = false;
  for (const Context* cx : isolate->contexts) {
    if (!cx) continue;
    const std::int64_t deadline = next_deadline(cx);
    if (deadline >= 0 && (first < 0 || deadline < first)) first = deadline;
    interrupts |= waits_for_interrupts(cx);
  }
  if (first < 0 && !interrupts && waiting.empty()) return report_deadlock(isolate);
  // A signal between the check and the sleep costs at most this much.
  const std::int64_t most = interrupts ? beat_nanoseconds : 1'000'000'000;
  const std::int64_t left = first < 0 ? most : std::clamp<std::int64_t>(first - now(isolate), 0, most);
  if (!waiting.empty()) {
    make_ready_calls(static_cast<int>(left / 1'000'000));
    return;
  }
  const timespec length{left / 1'000'000'000, left % 1'000'000'000};
  nanosleep(&length, nullptr);
}

/// Called at a safepoint: another context gets a turn if the slice is over and one has work.
Preempt share_processor(Context* cx) {
  if (cx->work.beats.load(std::memory_order_relaxed) - cx->schedule.slice_start < slice_beats)
    return Preempt::no;  // a clock
  for (const Context* other : cx->isolate->contexts)
    if (other && other != cx && (has_work(other) || next_deadline(other) >= 0)) return Preempt::context;
  return Preempt::no;
}

}  // namespace

void work_first(Context* cx) {
  Isolate* isolate = cx->isolate;
  isolate->shares_thread = true;
  finish_claim(cx);
  for (;;) {
    bool worked = false;
    for (std::size_t i = 1; i < isolate->contexts.size(); ++i)  // grows
      if (isolate->contexts[i]) worked |= take_turn(isolate->contexts[i]);
    worked |= make_ready_calls(0);
    if (!worked) idle(isolate);
  }
}

namespace {

class OneThread final : public Executor {
 public:
  Runner find_runner(Context*) override { return Runner::known; }
  void offer(Context*) override {}
  void start_beats(Context* cx) override {
    cx->work.wants_beat.store(true, std::memory_order_relaxed);     // one thread, as below
    if (beating.exchange(true, std::memory_order_relaxed)) return;  // one thread
    static bool made = false;
    if (!std::exchange(made, true)) make_timer();
    set_timer(beat_nanoseconds);
  }
  void want_thread(Context*) override {}
  void interrupt_call(Context* cx, Tasklet* t) override {
    if (std::erase_if(waiting, [t](const Waiting& w) { return w.tasklet == t; }) == 0) return;
    t->blocking->fail(EINTR);
    finish_blocking(cx, t);
  }
  void interrupt_again(Context*) override {}
  bool processors_are_short() const override { return true; }  // spinning would only delay the other contexts
  void nap(Context*, std::int64_t) override {}
  Preempt preempt(Context* cx) override { return share_processor(cx); }
};

}  // namespace

Executor& process_executor() {
  static OneThread one;
  return one;
}

}  // namespace hd
#endif
