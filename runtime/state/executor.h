// Who runs contexts: OS threads (worker/pool.h), one thread for all of them (worker/uniprocessor.cpp), or the emulator,
// which steps them as its schedule says. What the folders below worker/ ask of it.
#pragma once
#include <cstdint>

namespace hd {

struct Context;
struct Tasklet;

/// Who runs what is ready in a context.
enum class Runner : std::uint32_t {
  attending,  // the thread that attends it, from now on: the claim is gone
  queue,      // a worker: the claim is held, and the context to be offered once it is left
  known       // somebody who knows already: a worker that comes, or the heartbeat; the claim is held
};

/// What is to happen at a safepoint where contexts share an OS thread: nothing, another context's turn, another
/// tasklet's.
enum class Preempt : std::uint32_t { no, context, tasklet };

class Executor {
 public:
  Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  /// The holder of a claim of a context that has something for a worker to run.
  virtual Runner find_runner(Context* cx) = 0;
  /// `find_runner` said `queue`, and the claim is left by now: the next worker that rests takes the context.
  virtual void offer(Context* cx) = 0;
  /// Acting for the context, or holding a claim: it wants beats of the heart, and gets none yet.
  virtual void start_beats(Context* cx) = 0;
  /// The next beat finds a worker for the context, in which nobody acts. Any thread, signal handlers too.
  virtual void want_thread(Context* cx) = 0;
  /// Acting for the context: the blocking call that `t` is in ends soon, with EINTR, if a signal can end it.
  virtual void interrupt_call(Context* cx, Tasklet* t) = 0;
  /// Acting for the context: once more, for the calls that have not ended.
  virtual void interrupt_again(Context* cx) = 0;
  /// A thread that spins now may take the time of one that works. A hint. Any thread.
  virtual bool processors_are_short() const = 0;
  /// At a safepoint of `cx`, where contexts share an OS thread.
  virtual Preempt preempt(Context* cx) = 0;

 protected:
  ~Executor() = default;
};

/// Beats of the heart in a time slice.
constexpr std::uint32_t slice_beats = 5;
/// What a guest's scheduler may take to choose.
constexpr std::uint32_t policy_beats = 100;

}  // namespace hd
