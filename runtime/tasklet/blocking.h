// Calls that may block the OS thread: files, pipes, processes. The tasklet is suspended, the thread leaves the context
// ("outside"), and while it is away the context is free: others claim it for requests, and when it has tasklets to run
// the heartbeat gives it to a spare worker. See docs/runtime.md; the idea is the threaded Cog VM's (Miranda, 2010).
#pragma once
#include <pthread.h>

#include <memory>
#include <mutex>

#include "runtime/abi/layout.h"

namespace hd {

/// One blocking call.
class Blocking {
 public:
  /// `descriptor`: the call waits until this is readable; -1 if it waits for something else.
  explicit Blocking(int descriptor) : descriptor_(descriptor) {}
  Blocking(const Blocking&) = delete;
  Blocking& operator=(const Blocking&) = delete;
  virtual ~Blocking() = default;
  int descriptor() const { return descriptor_; }
  /// Makes the call. Called while the thread is outside.
  void run();
  /// Called by any thread, before the call has finished: makes the system call in which it waits fail with EINTR, if
  /// a signal can end that. Does not affect a system call that has not begun.
  void interrupt();
  /// Called instead of `run`: the call fails with that errno.
  virtual void fail(int error) = 0;
  /// Called by the thread acting for the context. Returns the result for its tasklet.
  virtual Value finish(Context* cx, Tasklet* t) = 0;

 protected:
  /// Makes the call. Must not touch any context.
  virtual void work() = 0;

 private:
  int descriptor_;
  std::mutex lock_;           // guards what follows
  bool inside_ = false;       // `thread_` is in `run`,
  bool interrupted_ = false;  // and a signal was sent to it
  pthread_t thread_{};
};

/// Suspends the running tasklet for a blocking call; it resumes with the result. Always returns true.
bool block(Context* cx, std::unique_ptr<Blocking> call);
/// Called by the thread acting for the context: makes `t`, whose call is over, ready.
void finish_blocking(Context* cx, Tasklet* t);
/// Called by a thread that acts for no context, when the call of `t` is over and another thread acts for its home.
void send_home(Context* home, Tasklet* t);

}  // namespace hd
