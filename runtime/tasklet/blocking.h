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
  /// `descriptor`: it waits until this can be read; -1: for something else.
  explicit Blocking(int descriptor) : descriptor_(descriptor) {}
  Blocking(const Blocking&) = delete;
  Blocking& operator=(const Blocking&) = delete;
  virtual ~Blocking() = default;
  int descriptor() const { return descriptor_; }
  /// Outside: makes the call.
  void run();
  /// Any thread, while the call has not finished: the system call that it waits in fails with EINTR, if a signal can
  /// end it. One that the call is about to make is not reached.
  void interrupt();
  /// Instead of `run`: the call fails with that errno.
  virtual void fail(int error) = 0;
  /// Acting for the context: the result for its tasklet.
  virtual Value finish(Context* cx, Tasklet* t) = 0;

 protected:
  /// Touches nothing of any context.
  virtual void work() = 0;

 private:
  int descriptor_;
  std::mutex lock_;           // guards what follows
  bool inside_ = false;       // `thread_` is in `run`,
  bool interrupted_ = false;  // and a signal was sent to it
  pthread_t thread_{};
};

/// Suspends the running tasklet for a blocking call, whose result it goes on with. Always true.
bool block(Context* cx, std::unique_ptr<Blocking> call);
/// Acting for the context: the call of `t` is over.
void finish_blocking(Context* cx, Tasklet* t);
/// A thread that acts for nobody: the call of `t` is over, and others act for its home by now.
void send_home(Context* home, Tasklet* t);

}  // namespace hd
