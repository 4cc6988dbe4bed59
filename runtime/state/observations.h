// What one context has recorded about itself. Used by observe/. Touched by the thread acting for the context.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

/// One row of the trace. `phase` is as in the Trace Event Format: 'X' a span, 's' and 'f' the ends of an arrow.
struct TraceEvent {
  char phase;
  std::int64_t at, length;  // nanoseconds of the isolate's clock
  const char* name;
  std::uint64_t arrow;
};

struct Observations {
  std::map<std::pair<const MethodInfo*, std::string>, std::uint64_t> routed;  // by method and guest source location
  std::vector<TraceEvent> events;
};

/// Always counted.
struct Statistics {
  std::uint64_t sent = 0, served = 0, in_place = 0, switches = 0, shared = 0, taken_back = 0, moved = 0, outside = 0,
                take_overs = 0, reclaimed = 0, adopted = 0;
};

}  // namespace hd
