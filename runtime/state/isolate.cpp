#include "runtime/state/isolate.h"
#include "runtime/state/context.h"

#include <ctime>

namespace hd {

std::int64_t now(const Isolate* isolate) {
  if (isolate->simulated) return isolate->virtual_time;
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

}  // namespace hd
