// The description's functions that a fault has left, as a context records them. See value/fault.h.
// Touched only by the thread that the fault unwinds, or that acts for the context.
#pragma once
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

/// Lines such as "index (mine/ops.heddle:27:10)", innermost first. Only the two ends of a long traceback are kept.
struct Traceback {
  std::vector<std::string> first;
  std::deque<std::string> last;
  std::size_t lines = 0;  // including those left out

  void add(std::string_view site);
};

/// The last guest error made from a fault.
struct FaultedError {
  Value error = Value::nil();  // a root of the context
  std::string message;         // "": none so far
  Traceback trace;
};

}  // namespace hd
