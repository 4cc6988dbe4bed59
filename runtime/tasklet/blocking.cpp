#include "runtime/tasklet/blocking.h"

#include <sched.h>

#include <csignal>
#include <utility>

#include "runtime/routing/request.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/tasklet.h"

namespace hd {

namespace {

/// Sent to a thread to end its wait. The handler does nothing, but the interrupted system call is not restarted.
int interrupt_signal() { return SIGRTMIN + 1; }

void make_interruptible() {
  static const bool made = [] {
    struct sigaction action = {};
    action.sa_handler = [](int) {};
    return sigaction(interrupt_signal(), &action, nullptr) == 0;
  }();
  static_cast<void>(made);
}

}  // namespace

void Blocking::run() {
  {
    const std::lock_guard guard(lock_);
    thread_ = pthread_self();
    inside_ = true;
  }
  work();
  bool interrupted;
  {
    const std::lock_guard guard(lock_);
    inside_ = false;
    interrupted = interrupted_;
  }
  if (interrupted) sched_yield();  // a pending signal arrives here, not in the thread's next call
}

void Blocking::interrupt() {
  const std::lock_guard guard(lock_);
  if (!inside_) return;
  interrupted_ = true;
  make_interruptible();
  pthread_kill(thread_, interrupt_signal());
}

bool block(Context* cx, std::unique_ptr<Blocking> call) {
  cx->current->blocking = call.release();
  return wait_for(cx, Pending::block);
}

void finish_blocking(Context* cx, Tasklet* t) {
  const std::unique_ptr<Blocking> call(std::exchange(t->blocking, nullptr));
  std::erase(cx->work.interrupting, t);
  make_ready(cx, t, call->finish(cx, t), false);
}

namespace {

struct CallReturned final : Request {
  explicit CallReturned(Tasklet* who) : tasklet(who) {}
  void serve(Context* cx) override {
    --cx->work.outside;
    finish_blocking(cx, tasklet);
    delete this;
  }

  Tasklet* tasklet;
};

}  // namespace

void send_home(Context* home, Tasklet* t) { post(home, new CallReturned(t)); }

}  // namespace hd
