// When a context collects garbage, and when the exports of all contexts are reclaimed. Used by system/memory.h and
// world/. Touched only by the thread acting for the context.
#pragma once
#include <cstdint>

#include "runtime/abi/layout.h"

namespace hd {

struct CollectState {
  bool collects = true;  // whether growth triggers collections
  bool collect_soon = false;
  std::uint64_t collections = 0;
  std::uint64_t stress_rests = 0;  // safepoints until the next collection under stress
  Tasklet* finalizing = nullptr;   // the last tasklet that called finalizers
};

struct ReclaimState {
  bool reclaim_soon = false;   // reclaim all contexts' exports at the next safepoint
  std::size_t reclaim_at = 0;  // exports that trigger a reclaim; 0: the minimum worth it
};

}  // namespace hd
