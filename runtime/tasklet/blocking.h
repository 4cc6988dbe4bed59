// Calls that may block the OS thread: files, pipes, processes. The tasklet is suspended, the thread leaves the context
// ("outside"), and while it is away the context is free: others claim it for requests, and when it has tasklets to run
// the heartbeat gives it to a spare worker. See docs/runtime.md; the idea is the threaded Cog VM's (Miranda, 2010).
#pragma once
#include <functional>

#include "runtime/context/context.h"

namespace hd {

/// One blocking call. `work` touches nothing of any context; `finish` makes its result, acting for the context.
struct Blocking {
  int descriptor;  // it waits until this can be read; -1: for something else
  std::function<void()> work;
  std::function<Value(Context*, Tasklet*)> finish;
};

/// Suspends the running tasklet for a blocking call, whose result it goes on with. Always true.
bool block(Context* cx, int descriptor, std::function<void()> work, std::function<Value(Context*, Tasklet*)> finish);
/// Acting for the context: the call of `t` is over.
void finish_blocking(Context* cx, Tasklet* t);

}  // namespace hd
