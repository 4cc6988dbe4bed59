#include "tests/relacy/substitute.h"

#include <algorithm>
#include <cstring>

namespace hd {

namespace {

/// The part of a path from "runtime/" on.
std::string_view from_top(const char* path) {
  const char* at = std::strstr(path, "runtime/");
  return at ? at : path;
}

void note(const Met& met) {
  const std::span known(weakening.met, weakening.count);
  if (std::find(known.begin(), known.end(), met) == known.end()) weakening.met[weakening.count++] = met;
}

}  // namespace

rl::memory_order Order::at(Access access) const {
  const std::string_view file = from_top(where_.file_name());
  if (weakening.line == where_.line() && weakening.column == where_.column() && weakening.file == file)
    return weakening.order;
  const auto order = static_cast<rl::memory_order>(order_);  // the same names in the same sequence
  if (weakening.notes) note({file, where_.line(), where_.column(), access, order});
  return order;
}

}  // namespace hd
