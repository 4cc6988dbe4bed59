// Which thread works for a context, and what it should do there. Used by worker/ and tasklet/blocking.h.
#pragma once
#include <atomic>
#include <cstdint>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

struct WorkState {
  // Any thread.
  std::atomic<std::uint32_t> beats{0};  // heartbeats counted while `wants_beat`, or while contexts wait for a worker
  std::atomic<bool> wants_beat{false};
  std::atomic<bool> wants_thread{false};       // no thread acts; the heartbeat must find a worker for it
  std::atomic<std::uint32_t> watch_for{2000};  // spin iterations of a watching thread: worker/worker.cpp
  // Only the thread acting for the context.
  std::uint32_t acting_since = 0;      // beat count when its thread began to act
  bool yields = false;                 // its thread is to serve another context
  bool queued = false;                 // waiting for a worker: worker/pool.h
  bool away = false;                   // its thread went outside, and no thread has acted since
  Tasklet* leaving = nullptr;          // suspended for a blocking call that its thread will make
  std::int64_t outside = 0;            // threads in blocking calls, which will return
  std::vector<Tasklet*> interrupting;  // tasklets whose blocking calls should end
};

}  // namespace hd
