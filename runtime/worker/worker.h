// Workers: OS threads, each of which acts for one context at a time. Spare workers wait for the next context (pool.h).
#pragma once
#include "runtime/abi/layout.h"
#include "runtime/state/executor.h"

namespace hd {

/// The work of the process's first thread, which has claimed `cx` and starts with it. Ends the process when the first
/// context has finished. Does not return.
[[noreturn]] void work_first(Context* cx);
/// Works without a context of its own. `started`: the thread is new. Returns when there are enough spare workers.
void work_as_spare(bool started);
/// Called by a worker that got `cx` from the queue: begins to act for it. Returns false if `cx` no longer waits for a
/// worker.
bool take_up(Context* cx);
/// The executor of the process: OS threads, or one thread for all contexts.
Executor& process_executor();

}  // namespace hd
