// The threads of the process, and the contexts that wait for one.
//
// Contexts that have something to run and no thread attending them wait in one queue. A worker whose context has
// nothing to do takes the next one, without a thread switch: so two contexts that wait for each other in turn cost the
// same on one processor as on many. Another thread is called when a context is queued and fewer threads work than there
// are processors. If threads keep finding nothing when they arrive, because the worker that queued the context takes it
// first, none is called for a while. While contexts wait, those that run give their workers away after a
// time slice: so no more threads work than there are processors, and none is preempted in the middle of an operation
// that others wait for. If no worker takes a context for long, another thread is called in any case: a builtin may take
// long, or other processes may have the processors.
//
// A queued context stays parked, so that others can serve it in place. Its `queued` (written by the thread that acts
// for it) says that it is in the queue; the entry of a context that is no longer `queued` is ignored.
//
// Any thread. The queue is guarded by a lock. The counts are sequentially consistent where one thread queues a context
// and then checks whether enough threads work, and another stops working and then checks whether anything waits.
#pragma once
#include <atomic>

#include "runtime/abi/layout.h"

namespace hd {

/// Counts of threads and of waiting contexts.
struct Load {
  int processors = 1;            // usable by the process; constant
  std::atomic<int> working{0};   // threads that act for a context
  std::atomic<int> watching{0};  // threads that spin on a parked context
  std::atomic<int> waiting{0};   // contexts in the queue
};
Load& load();

/// Returns true if a thread that spins may take processor time from one that works. Relaxed: a hint.
inline bool processors_are_short() {
  const Load& l = load();
  return l.working.load(std::memory_order_relaxed) + l.watching.load(std::memory_order_relaxed) > l.processors;
}
/// Returns true if a context is queued. Sequentially consistent: after the caller has lowered the count of working
/// threads; partner: note_waiting.
inline bool anything_waits() { return load().waiting.load(std::memory_order_seq_cst) > 0; }
/// Returns true if no thread acts for a context or is about to: no thread is working, and no context is queued.
/// Sequentially consistent: after the caller has lowered the count; partners: start_working, stop_working. Of threads
/// that come to rest together the last one sees it; report_deadlock makes sure.
inline bool all_rest() { return load().working.load(std::memory_order_seq_cst) == 0 && !anything_waits(); }

/// Counts the calling thread as working: it acts for a context from now on.
void start_working();
/// The calling thread no longer works. `stays_away`: it will not check the queue next, so another thread may have to.
void stop_working(bool stays_away);

/// Puts a context into the queue, for the next worker that rests. It was marked as queued under a claim that has been
/// given up since.
void offer(Context* cx);
/// Called by a worker that does not work: sleeps until there is a context to act for, and returns it; null if there are
/// enough spare workers. `started`: the thread is new.
Context* next_context(bool started);
/// Called by the heart: calls threads for contexts that have waited too long. Returns true if any context waits.
bool call_for_waiting();

}  // namespace hd
