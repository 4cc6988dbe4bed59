// Workers: OS threads. Each acts for one context at a time; spare ones wait for the next context (pool.h).
#pragma once
#include "runtime/abi/layout.h"
#include "runtime/state/executor.h"

namespace hd {

/// The process's first thread works, at first for `cx`, which it has claimed. Ends the process when the first context
/// has finished. Does not return.
[[noreturn]] void work_first(Context* cx);
/// A worker without a context. `started`: the thread is new. Returns when there are spare workers enough.
void work_as_spare(bool started);
/// A worker that got `cx` from the queue acts for it from now on. False: it does not wait for a worker any more.
bool take_up(Context* cx);
/// Of the process: OS threads, or one thread for all contexts.
Executor& process_executor();

}  // namespace hd
