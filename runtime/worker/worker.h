// Workers: OS threads. Each acts for one context at a time; spare ones wait in a pool.
#pragma once
#include "runtime/context/context.h"

namespace hd {

/// Acts for `cx`, which is `running` by this thread, until another worker does or it has nothing to do and no thread is
/// to wait for it. Ends the process when the first context has finished.
void act(Context* cx);
/// The thread is spare from now on. Does not return.
[[noreturn]] void serve_as_spare();
/// The holder of a claim lets somebody run the context's tasklets: the thread that sleeps for it, or a spare worker;
/// true, and the claim is gone. False: its thread is outside in a blocking call; the heartbeat will see to it, and the
/// claim is still held.
bool give_to_thread(Context* cx);
/// A spare or new worker acts for `cx`, which is `running` by nobody.
void start_worker(Context* cx);

}  // namespace hd
