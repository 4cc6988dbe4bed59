// The threads of the process, and the contexts that wait for one.
//
// A context that has something to run and no thread beside it waits in one queue. A worker whose context has nothing to
// do takes the next one from there, without a switch of threads: so two contexts that wait for each other in turn cost
// the same on one processor as on many. Another thread is called when a context is queued and fewer threads work than
// there are processors. Where the threads that came found nothing again and again, for the worker that queued the
// context was there first, the next ones are not called for a while. What has waited for a beat of the heart gets a
// thread in any case: the others may work for long, or other processes may have the processors.
//
// A queued context stays parked, so others serve it in place. Its `queued` (written by the thread that acts for it)
// says that the queue has it; an entry of one that is not queued any more means nothing.
//
// Any thread. The queue is guarded by a lock. The counts are sequentially consistent where one thread queues a context
// and then looks whether enough threads work, and another one stops working and then looks whether anything waits.
#pragma once
#include <atomic>

#include "runtime/abi/layout.h"

namespace hd {

/// How many threads do what.
struct Load {
  int processors = 1;            // that the process may use; constant
  std::atomic<int> working{0};   // threads that act for a context
  std::atomic<int> watching{0};  // threads that spin beside a parked one
  std::atomic<int> waiting{0};   // contexts in the queue
};
Load& load();

/// A thread that spins now may take the time of one that works. Relaxed: a hint.
inline bool processors_are_short() {
  const Load& l = load();
  return l.working.load(std::memory_order_relaxed) + l.watching.load(std::memory_order_relaxed) > l.processors;
}
/// Sequentially consistent: after the caller's count of those that work has gone down; partner: note_waiting.
inline bool anything_waits() { return load().waiting.load(std::memory_order_seq_cst) > 0; }
/// No thread acts for a context, and none is about to: the counts of working threads and of queued contexts are zero.
/// Sequentially consistent: after the caller's own count went down; partners: start_working, stop_working. Of threads
/// that come to rest together the last one sees it; report_deadlock makes sure.
inline bool all_rest() { return load().working.load(std::memory_order_seq_cst) == 0 && !anything_waits(); }

/// The calling thread acts for a context from now on.
void start_working();
/// It does no longer. `stays_away`: it will not look at the queue next, so another thread may have to.
void stop_working(bool stays_away);

/// The context was marked as queued by a claim that is left by now: the next worker that rests takes it.
void offer(Context* cx);
/// The calling worker, which works no longer, acts for the context that is returned; it sleeps until there is one.
/// `started`: the thread is new. Null: there are spare workers enough.
Context* next_context(bool started);
/// The heart's: calls threads for those that have waited for long. True: something waits.
bool call_for_waiting();

}  // namespace hd
