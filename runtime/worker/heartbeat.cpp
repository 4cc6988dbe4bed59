#ifndef HD_UNIPROCESSOR
#include "runtime/worker/heartbeat.h"

#include <algorithm>
#include <ctime>
#include <thread>

#include "runtime/routing/claim.h"
#include "runtime/routing/hold.h"
#include "runtime/state/context.h"
#include "runtime/sync/futex.h"
#include "runtime/value/fault.h"
#include "runtime/worker/pool.h"

namespace hd {

namespace {

constexpr long beat_nanoseconds = 1'000'000;
constexpr int idle_beats = 200;  // the heart rests after this many unwanted beats

/// One per process.
struct Heart {
  std::mutex lock;
  std::vector<Isolate*> isolates;  // guarded by `lock`
  bool started = false;            // guarded by `lock`
};

std::atomic<std::uint32_t> beating{0};  // the futex that the resting heart sleeps on; signal handlers write it

Heart& heart() {
  static auto* heart = new Heart;  // used until the process ends
  return *heart;
}

/// Called for a context that has work but no acting thread: a spare worker takes over.
void take_over(Context* cx) {
  if (!cx->actor.claim()) return ask_holder(cx);  // served, or a thread is back
  cx->work.away = false;
  cx->work.wants_thread.store(false, std::memory_order_relaxed);  // the claim orders it
  ++cx->stats.take_overs;
  finish_claim(cx, true);
}

/// Returns true if a context wanted the beat. `contexts_wait`: for a worker, so those that run count their time.
bool beat(Isolate* isolate, bool contexts_wait) {
  std::vector<Context*> contexts;
  {
    const std::lock_guard guard(isolate->lock);
    contexts = isolate->contexts;
  }
  bool any = false;
  for (Context* cx : contexts) {
    if (!cx) continue;
    const bool wanted = cx->work.wants_beat.load(std::memory_order_seq_cst);  // partner: want_beat, in the last check
    if (!wanted && !(contexts_wait && cx->actor.state() == Actor::running)) continue;
    any = true;
    cx->work.beats.fetch_add(1, std::memory_order_relaxed);  // a clock
    cx->poll.beat();
    if (cx->work.wants_thread.load(std::memory_order_relaxed))
      take_over(cx);  // after want_thread's store to wants_beat
  }
  return any;
}

std::vector<Isolate*> known_isolates() {
  const std::lock_guard guard(heart().lock);
  return heart().isolates;
}

bool beat_all() {
  const bool contexts_wait = call_for_waiting();
  bool any = contexts_wait;
  for (Isolate* isolate : known_isolates()) any |= beat(isolate, contexts_wait);
  return any;
}

void heartbeat_thread() {
  know_stack();
  timespec next;
  clock_gettime(CLOCK_MONOTONIC, &next);
  for (int idle = idle_beats;;) {  // beats may not be wanted yet
    next.tv_nsec += beat_nanoseconds;
    if (next.tv_nsec >= 1'000'000'000) {
      next.tv_nsec -= 1'000'000'000;
      ++next.tv_sec;
    }
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, nullptr);
    idle = beat_all() ? 0 : idle + 1;
    if (idle < idle_beats) continue;
    beating.store(0, std::memory_order_seq_cst);  // before the last check; partners: start_beats, want_thread, offer
    if (!beat_all())
      while (!beating.load(std::memory_order_seq_cst)) futex_wait(beating, 0, -1);  // partner: rouse_heart
    beating.store(1, std::memory_order_seq_cst);  // before the next check for wanted beats; partner: rouse_heart
    clock_gettime(CLOCK_MONOTONIC, &next);
    idle = 0;
  }
}

}  // namespace

void rouse_heart() {
  // Sequentially consistent: after the caller's request. Partner: heartbeat_thread, which checks once more after it has
  // announced its rest; with a weaker order it could miss the request while this load misses the rest.
  if (beating.load(std::memory_order_seq_cst)) return;
  beating.store(1, std::memory_order_seq_cst);  // before the wake-up; partner: the load in heartbeat_thread's wait
  futex_wake(beating);
}

void want_thread(Context* cx) {
  cx->work.wants_thread.store(true, std::memory_order_relaxed);  // published by the next store
  cx->work.wants_beat.store(true, std::memory_order_seq_cst);    // before the heart is checked; partner: beat
  rouse_heart();
}

void ensure_heart(Isolate* isolate) {
  if (isolate->has_heart.load(std::memory_order_acquire)) return;  // partner: below
  Heart& h = heart();
  const std::lock_guard guard(h.lock);
  if (!isolate->has_heart.load(std::memory_order_relaxed)) h.isolates.push_back(isolate);  // written with the lock
  if (!h.started) std::thread(heartbeat_thread).detach();
  h.started = true;
  isolate->has_heart.store(true, std::memory_order_release);  // publishes the entry; partner: the first line
}

void start_beats(Context* cx) {
  cx->work.wants_beat.store(true, std::memory_order_seq_cst);  // before the heart is checked; partner: beat
  ensure_heart(cx->isolate);
  rouse_heart();
}

}  // namespace hd
#endif
