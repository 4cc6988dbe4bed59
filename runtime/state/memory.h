// When a context collects its garbage, and when the exports of all contexts are looked through. Folders:
// system/memory.h, world/. Only the thread that acts for the context.
#pragma once
#include <cstdint>

#include "runtime/abi/layout.h"

namespace hd {

struct CollectState {
  bool collects = true;  // growth leads to collections
  bool collect_soon = false;
  std::uint64_t collections = 0;
  std::uint64_t stress_rests = 0;  // safepoints until the next collection under stress
  Tasklet* finalizing = nullptr;   // the last one that called finalizers
};

struct ReclaimState {
  bool reclaim_soon = false;   // the world's exports, at the next safepoint
  std::size_t reclaim_at = 0;  // exports; 0: the least that is worth it
};

}  // namespace hd
