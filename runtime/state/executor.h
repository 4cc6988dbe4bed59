// The executor runs contexts: OS threads (worker/pool.h), one thread for all of them (worker/uniprocessor.cpp), or the
// emulator, which steps them according to its schedule. This is its interface for the folders below worker/.
#pragma once
#include <cstdint>

namespace hd {

struct Context;
struct Tasklet;

/// Who runs the ready work of a context.
enum class Runner : std::uint32_t {
  attending,  // the attending thread, from now on: the claim is gone
  queue,      // a worker: the claim is still held; offer the context after leaving it
  known       // already arranged, by a worker on its way or the heartbeat; the claim is still held
};

/// What to do at a safepoint where contexts share an OS thread: nothing, switch to another context, or to another
/// tasklet.
enum class Preempt : std::uint32_t { no, context, tasklet };

class Executor {
 public:
  Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  /// Called by the holder of a claim of a context that has work for a worker.
  virtual Runner find_runner(Context* cx) = 0;
  /// Called after `find_runner` returned `queue` and the claim was left: the next idle worker takes the context.
  virtual void offer(Context* cx) = 0;
  /// Called acting for the context, or holding a claim: the context wants heartbeats and gets none yet.
  virtual void start_beats(Context* cx) = 0;
  /// The next heartbeat finds a worker for the context, for which no thread acts. Any thread, also in signal handlers.
  virtual void want_thread(Context* cx) = 0;
  /// Called acting for the context: makes the blocking call that `t` is in end soon with EINTR, if a signal can end it.
  virtual void interrupt_call(Context* cx, Tasklet* t) = 0;
  /// Called acting for the context: repeats that for the calls that have not ended.
  virtual void interrupt_again(Context* cx) = 0;
  /// A hint: a spinning thread may be taking processor time from a working one. Any thread.
  virtual bool processors_are_short() const = 0;
  /// Called by the thread that attends the parked context: sleeps beside it until it is handed over, at most so long.
  virtual void nap(Context* cx, std::int64_t nanoseconds) = 0;
  /// Called at a safepoint of `cx` where contexts share an OS thread.
  virtual Preempt preempt(Context* cx) = 0;

 protected:
  ~Executor() = default;
};

/// Heartbeats per time slice.
constexpr std::uint32_t slice_beats = 5;
/// Heartbeats that a guest's scheduler may take to choose a tasklet.
constexpr std::uint32_t policy_beats = 100;

}  // namespace hd
