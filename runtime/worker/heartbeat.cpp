#ifndef HD_UNIPROCESSOR
#include "runtime/worker/heartbeat.h"

#include <algorithm>
#include <condition_variable>
#include <ctime>
#include <thread>

#include "runtime/code/fault.h"
#include "runtime/routing/hold.h"
#include "runtime/worker/worker.h"

namespace hd {

namespace {

constexpr long beat_nanoseconds = 1'000'000;
constexpr int idle_beats = 200;  // after so many without a customer the heart rests

/// One for the process.
struct Heart {
  std::mutex lock;
  std::condition_variable wanted;
  std::vector<Isolate*> isolates;  // behind `lock`
  bool started = false;            // behind `lock`
  std::atomic<bool> beating{false};
};

Heart& heart() {
  static auto* heart = new Heart;  // used until the process ends
  return *heart;
}

/// Its thread is in a blocking call and it has work: a spare worker takes over.
void take_over(Context* cx) {
  if (!cx->actor.claim()) return ask_holder(cx);             // served, or back
  cx->outside_work.store(false, std::memory_order_relaxed);  // behind the claim
  ++cx->stats.take_overs;
  const bool sleeper = cx->sleeper;  // the claim is what protects it
  if (cx->actor.hand_over()) cx->actor.wake();
  if (!sleeper) start_worker(cx);
}

/// True: somebody wanted it.
bool beat(Isolate* isolate) {
  std::vector<Context*> contexts;
  {
    const std::lock_guard guard(isolate->lock);
    contexts = isolate->contexts;
  }
  bool any = false;
  for (Context* cx : contexts) {
    if (!cx || !cx->wants_beat.load(std::memory_order_seq_cst)) continue;  // partner: want_beat, in the last look
    any = true;
    cx->beats.fetch_add(1, std::memory_order_relaxed);  // a clock
    cx->poll.store(1, std::memory_order_release);
    if (cx->outside_work.load(std::memory_order_relaxed)) take_over(cx);  // checked behind the claim
  }
  return any;
}

void heartbeat_thread() {
  know_stack();
  Heart& h = heart();
  timespec next;
  clock_gettime(CLOCK_MONOTONIC, &next);
  int idle = 0;
  for (;;) {
    next.tv_nsec += beat_nanoseconds;
    if (next.tv_nsec >= 1'000'000'000) {
      next.tv_nsec -= 1'000'000'000;
      ++next.tv_sec;
    }
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, nullptr);
    std::vector<Isolate*> isolates;
    {
      const std::lock_guard guard(h.lock);
      isolates = h.isolates;
    }
    bool any = false;
    for (Isolate* isolate : isolates) any |= beat(isolate);
    idle = any ? 0 : idle + 1;
    if (idle < idle_beats) continue;
    std::unique_lock guard(h.lock);
    h.beating.store(false, std::memory_order_seq_cst);  // before the last look; partner: want_beat
    guard.unlock();
    for (Isolate* isolate : isolates) any |= beat(isolate);
    guard.lock();
    if (!any) h.wanted.wait(guard, [&] { return h.beating.load(std::memory_order_seq_cst); });
    h.beating.store(true, std::memory_order_seq_cst);
    guard.unlock();
    clock_gettime(CLOCK_MONOTONIC, &next);
    idle = 0;
  }
}

void start_beating(Isolate* isolate) {
  Heart& h = heart();
  const std::lock_guard guard(h.lock);
  if (!isolate->has_heart.exchange(true, std::memory_order_relaxed)) h.isolates.push_back(isolate);  // behind the lock
  h.beating.store(true, std::memory_order_seq_cst);
  if (!h.started) {
    h.started = true;
    std::thread(heartbeat_thread).detach();
  }
  h.wanted.notify_one();
}

}  // namespace

void start_beats(Context* cx) {
  if (cx->isolate->simulated) {
    cx->poll.store(1, std::memory_order_relaxed);  // each safepoint asks the emulator, and is a tick of its clock
    return;
  }
  cx->wants_beat.store(true, std::memory_order_seq_cst);  // before the look at the heart; partner: beat
  if (!heart().beating.load(std::memory_order_seq_cst) || !cx->isolate->has_heart.load(std::memory_order_relaxed))
    start_beating(cx->isolate);
}

}  // namespace hd
#endif
