// The suites, and the names that select them.
#pragma once
#include "tests/relacy/substitute.h"

namespace hd {

struct Suite {
  const char* name;
  unsigned long iterations;
  bool (*run)(rl::test_params& params);
};

std::span<const Suite> inbox_suites();
std::span<const Suite> actor_suites();
std::span<const Suite> take_back_suites();

}  // namespace hd
