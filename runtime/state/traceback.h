// Which functions of the description a fault has left: what a context keeps of it. See value/fault.h.
#pragma once
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

/// Lines "index (mine/ops.heddle:27:10)", the innermost first. Of a long one only the ends are kept.
struct Traceback {
  std::vector<std::string> first;
  std::deque<std::string> last;
  std::size_t lines = 0;  // with those left out

  void add(std::string_view site);
};

/// The last guest error that a fault became.
struct FaultedError {
  Value error = Value::nil();  // a root of the context
  std::string message;         // "": there was none yet
  Traceback trace;
};

}  // namespace hd
