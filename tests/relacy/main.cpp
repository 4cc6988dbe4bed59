// Runs the suites under relacy's random scheduler.
//
//   relacy --notes                                run all; print every order encountered, one per line
//   relacy --weaken FILE:LINE:COLUMN ORDER        run all with that order replaced; status 1: a suite failed
//   relacy --history SUITE [FILE:LINE:COLUMN ORDER]   the same for one suite, and print the history of its failure
#include "tests/relacy/suites.h"

#include <cstdio>
#include <iostream>

namespace {

constexpr const char* orders[] = {"relaxed", "consume", "acquire", "release", "acq_rel", "seq_cst"};
constexpr const char* accesses[] = {"load", "store", "change"};

std::string weakened_file;  // outlives the view in `weakening`

rl::memory_order order_of(const std::string& name) {
  const auto found = std::find(std::begin(orders), std::end(orders), name);
  return static_cast<rl::memory_order>(found - std::begin(orders));
}

void weaken(const std::string& place, const std::string& order) {
  const auto last = place.rfind(':'), first = place.rfind(':', last - 1);
  weakened_file = place.substr(0, first);
  hd::weakening.file = weakened_file;
  hd::weakening.line = static_cast<unsigned>(std::stoul(place.substr(first + 1)));
  hd::weakening.column = static_cast<unsigned>(std::stoul(place.substr(last + 1)));
  hd::weakening.order = order_of(order);
}

/// Returns true if no schedule of this run fails.
bool holds(const hd::Suite& suite, bool shows) {
  std::ostringstream unread;
  rl::test_params params;
  params.iteration_count = suite.iterations;
  params.output_stream = shows ? static_cast<std::ostream*>(&std::cout) : &unread;
  params.progress_stream = &unread;
  if (suite.run(params)) return true;
  std::printf("%s: %s\n", suite.name, rl::test_result_str(params.test_result));
  return false;
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> arguments(words + 1, words + count);
  std::string only;
  std::size_t at = 0;
  if (at < arguments.size() && arguments[at] == "--notes") hd::weakening.notes = true, ++at;
  if (at + 1 < arguments.size() && arguments[at] == "--history") only = arguments[at + 1], at += 2;
  if (at < arguments.size() && arguments[at] == "--weaken") ++at;
  if (at + 1 < arguments.size()) weaken(arguments[at], arguments[at + 1]);
  for (const auto suites : {hd::inbox_suites(), hd::actor_suites(), hd::take_back_suites()})
    for (const hd::Suite& suite : suites)
      if ((only.empty() || only == suite.name) && !holds(suite, !only.empty())) return 1;
  for (const hd::Met& met : std::span(hd::weakening.met, hd::weakening.count))
    std::printf("%.*s:%u:%u %s %s\n", static_cast<int>(met.file.size()), met.file.data(), met.line, met.column,
                accesses[static_cast<int>(met.access)], orders[met.order]);
  return 0;
}
