// Which thread works for a context, and what it is to do there. Folders: worker/, tasklet/blocking.h.
#pragma once
#include <atomic>
#include <cstdint>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

struct WorkState {
  // Any thread.
  std::atomic<std::uint32_t> beats{0};  // of the heartbeat, while `wants_beat`
  std::atomic<bool> wants_beat{false};
  std::atomic<bool> wants_thread{false};       // nobody acts, and it has what the heartbeat is to find a worker for
  std::atomic<std::uint32_t> watch_for{2000};  // looks of a thread that watches it: worker/worker.cpp
  // Only the thread that acts for the context.
  bool queued = false;                 // waits for a worker: worker/pool.h
  bool away = false;                   // its thread went outside, and nobody has acted since
  Tasklet* leaving = nullptr;          // suspended for a blocking call that its thread is to make
  std::int64_t outside = 0;            // threads in blocking calls that will come back
  std::vector<Tasklet*> interrupting;  // whose blocking calls are to end
};

}  // namespace hd
