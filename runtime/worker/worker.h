// Workers: OS threads. Each acts for one context at a time; spare ones wait for the next context (pool.h).
#pragma once
#include "runtime/context/context.h"

namespace hd {

/// The process's first thread works, at first for `cx`, which it has claimed. Ends the process when the first context
/// has finished. Does not return.
[[noreturn]] void work_first(Context* cx);
/// A worker without a context. `started`: the thread is new. Returns when there are spare workers enough.
void work_as_spare(bool started);
/// A worker that got `cx` from the queue acts for it from now on. False: it does not wait for a worker any more.
bool take_up(Context* cx);
/// Who runs what is ready in a context.
enum class Runner : std::uint32_t {
  attending,  // the thread that attends it, from now on: the claim is gone
  queue,      // a worker: the claim is held, and the context to be offered (pool.h) once it is left
  known       // somebody who knows already: a worker that comes, or the heartbeat; the claim is held
};
/// The holder of a claim of a context that has something for a worker to run.
Runner find_runner(Context* cx);

}  // namespace hd
