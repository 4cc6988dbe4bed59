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

constexpr std::size_t max_spare = 32;           // threads kept for later
constexpr unsigned most_omitted = 64;           // calls in a row
constexpr std::uint64_t patience_in_beats = 1;  // of a context in the queue

struct Waiting {
  Context* context;
  std::uint64_t since;  // beat
};

/// Guarded by `lock`.
struct Pool {
  std::mutex lock;
  std::condition_variable called;  // while `calls` is 0
  std::deque<Waiting> waiting;
  std::size_t idle = 0;    // threads that wait for a call
  std::size_t calls = 0;   // which they did not answer yet
  std::size_t coming = 0;  // threads that were called or started, and did not look at the queue yet
  std::uint64_t beat = 0;
  unsigned futile = 0;  // calls to be omitted after the next one that is answered in vain,
  unsigned omit = 0;    // and from now on
};

Pool& pool() {
  static auto* pool = new Pool;  // used until the process ends
  return *pool;
}

int usable_processors() {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? std::max(1, CPU_COUNT(&set)) : 1;
}

/// A thread that is to look at the queue.
enum class Summons : std::uint32_t { nobody, idle, fresh };

/// With the lock.
Summons choose(Pool& p) {
  ++p.coming;
  if (p.idle == p.calls) return Summons::fresh;
  ++p.calls;
  return Summons::idle;
}

/// Without the lock, which the thread takes first of all.
void make(Summons call) {
  Pool& p = pool();
  if (call == Summons::idle) p.called.notify_one();
  if (call != Summons::fresh) return;
  try {
    std::thread(work_as_spare, true).detach();
  } catch (const std::system_error&) {  // the system grants no more threads: those that work will come
    const std::lock_guard guard(p.lock);
    --p.coming;
  }
}

/// With the lock: is a processor free for what waits, and no thread on its way to it? Sequentially consistent: after
/// note_waiting; partner: stop_working.
bool lacks_threads(const Pool& p) {
  const auto working = static_cast<std::size_t>(std::max(0, load().working.load(std::memory_order_seq_cst)));
  return p.waiting.size() > p.coming && working + p.coming < static_cast<std::size_t>(load().processors);
}

void note_waiting(const Pool& p) {
  load().waiting.store(static_cast<int>(p.waiting.size()), std::memory_order_seq_cst);  // partner: stop_working
}

/// The first in the queue for which this thread acts from now on, or null.
Context* take(std::unique_lock<std::mutex>& guard) {
  Pool& p = pool();
  while (!p.waiting.empty()) {
    Context* cx = p.waiting.front().context;
    p.waiting.pop_front();
    start_working();
    note_waiting(p);
    const Summons call = lacks_threads(p) ? choose(p) : Summons::nobody;  // this one is busy now
    guard.unlock();
    make(call);
    if (take_up(cx)) return cx;
    stop_working(false);
    if (all_rest()) report_deadlock(cx->isolate);  // others may have taken this thread for one that works
    guard.lock();
  }
  return nullptr;
}

}  // namespace

Load& load() {
  static Load load{usable_processors()};
  return load;
}

// Sequentially consistent: before take's note_waiting, so that a context is counted as worked on before it is no longer
// counted as waiting; partner: all_rest.
void start_working() { load().working.fetch_add(1, std::memory_order_seq_cst); }

void stop_working(bool stays_away) {
  load().working.fetch_sub(1, std::memory_order_seq_cst);  // before the look; partner: offer
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
  p.waiting.push_back({cx, p.beat});
  note_waiting(p);  // before the look at who works
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
  std::vector<Summons> calls;
  bool any;
  {
    const std::lock_guard guard(p.lock);
    ++p.beat;
    for (const Waiting& w : p.waiting) {
      if (w.since + patience_in_beats >= p.beat) break;
      p.futile = p.omit = 0;
      if (p.waiting.size() <= p.coming) break;
      calls.push_back(choose(p));
    }
    any = !p.waiting.empty();
  }
  for (const Summons call : calls) make(call);
  return any;
}

}  // namespace hd
#endif
