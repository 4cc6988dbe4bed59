#ifndef HD_UNIPROCESSOR
#include "runtime/worker/pool.h"

#include <sched.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <system_error>
#include <thread>

#include "runtime/state/context.h"
#include "runtime/worker/deadlock.h"
#include "runtime/worker/heartbeat.h"
#include "runtime/worker/worker.h"

namespace hd {

namespace {

constexpr std::size_t max_spare = 32;            // idle threads kept
constexpr unsigned most_omitted = 64;            // consecutive calls
constexpr std::uint64_t patience_in_beats = 20;  // of the first context in the queue while no worker takes any

/// Guarded by `lock`.
struct Pool {
  std::mutex lock;
  std::condition_variable called;  // while `calls` is 0
  std::deque<Context*> waiting;
  std::size_t idle = 0;    // threads that wait for a call
  std::size_t calls = 0;   // that idle threads have not answered yet
  std::size_t coming = 0;  // threads called or started that have not checked the queue yet
  std::uint64_t beat = 0;
  std::uint64_t advanced = 0;  // the beat when a context was last taken, or the first one came
  unsigned futile = 0;         // determines how many calls to omit after the next futile one
  unsigned omit = 0;           // calls still to omit
};

Pool& pool() {
  static auto* pool = new Pool;  // used until the process ends
  return *pool;
}

int usable_processors() {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? std::max(1, CPU_COUNT(&set)) : 1;
}

/// Which thread is to be called to check the queue.
enum class Summons : std::uint32_t { nobody, idle, fresh };

/// Called with the lock held.
Summons choose(Pool& p) {
  ++p.coming;
  if (p.idle == p.calls) return Summons::fresh;
  ++p.calls;
  return Summons::idle;
}

/// Called without the lock, which the called thread takes first.
void make(Summons call) {
  Pool& p = pool();
  if (call == Summons::idle) p.called.notify_one();
  if (call != Summons::fresh) return;
  try {
    std::thread(work_as_spare, true).detach();
  } catch (const std::system_error&) {  // the system grants no more threads: a working one will come
    const std::lock_guard guard(p.lock);
    --p.coming;
  }
}

/// Returns true if a processor is free for a waiting context and no thread is on its way to it. Called with the lock
/// held. Sequentially consistent: after note_waiting; partner: stop_working.
bool lacks_threads(const Pool& p) {
  const auto working = static_cast<std::size_t>(std::max(0, load().working.load(std::memory_order_seq_cst)));
  return p.waiting.size() > p.coming && working + p.coming < static_cast<std::size_t>(load().processors);
}

void note_waiting(const Pool& p) {
  load().waiting.store(static_cast<int>(p.waiting.size()), std::memory_order_seq_cst);  // partner: stop_working
}

/// Takes contexts from the queue until this thread acts for one, and returns it; null if there is none.
Context* take(std::unique_lock<std::mutex>& guard) {
  Pool& p = pool();
  while (!p.waiting.empty()) {
    Context* cx = p.waiting.front();
    p.waiting.pop_front();
    p.advanced = p.beat;
    start_working();
    note_waiting(p);
    const Summons call = lacks_threads(p) ? choose(p) : Summons::nobody;  // this thread is busy now
    guard.unlock();
    make(call);
    if (take_up(cx)) return cx;
    stop_working(false);
    if (all_rest()) report_deadlock(cx->isolate);  // other threads may have counted this one as working
    guard.lock();
  }
  return nullptr;
}

}  // namespace

Load& load() {
  static Load load{usable_processors()};
  return load;
}

// Sequentially consistent: before take's note_waiting, so that the thread counts as working before its context no
// longer counts as waiting; partner: all_rest.
void start_working() { load().working.fetch_add(1, std::memory_order_seq_cst); }

void stop_working(bool stays_away) {
  load().working.fetch_sub(1, std::memory_order_seq_cst);  // before the check; partner: offer
  if (!stays_away || !anything_waits()) return;
  Pool& p = pool();
  std::unique_lock guard(p.lock);
  if (!lacks_threads(p)) return;
  const Summons call = choose(p);
  guard.unlock();
  make(call);
}

void offer(Context* cx) {
  Pool& p = pool();
  std::unique_lock guard(p.lock);
  if (p.waiting.empty()) p.advanced = p.beat;
  p.waiting.push_back(cx);
  note_waiting(p);  // before the count of working threads is read
  const bool lacks = lacks_threads(p);
  const bool omits = lacks && p.omit > 0;
  if (omits) --p.omit;
  const Summons call = lacks && !omits ? choose(p) : Summons::nobody;
  guard.unlock();
  make(call);
  if (call != Summons::nobody) return;
  ensure_heart(cx->isolate);
  rouse_heart();
}

Context* next_context(bool started) {
  Pool& p = pool();
  std::unique_lock guard(p.lock);
  if (started) --p.coming;
  for (bool called = started;; called = true) {
    if (Context* cx = take(guard)) return cx;
    if (called) {
      p.futile = std::min(2 * p.futile + 1, most_omitted);
      p.omit = p.futile;
    }
    if (p.idle >= max_spare) return nullptr;
    ++p.idle;
    p.called.wait(guard, [&] { return p.calls > 0; });
    --p.idle;
    --p.calls;
    --p.coming;
  }
}

bool call_for_waiting() {
  Pool& p = pool();
  Summons call = Summons::nobody;
  bool any;
  {
    const std::lock_guard guard(p.lock);
    ++p.beat;
    any = !p.waiting.empty();
    if (any && p.advanced + patience_in_beats < p.beat) {
      p.futile = p.omit = 0;
      p.advanced = p.beat;
      if (p.waiting.size() > p.coming) call = choose(p);
    }
  }
  make(call);
  return any;
}

}  // namespace hd
#endif
