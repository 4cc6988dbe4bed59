// What std declares of the runtime's functions is what they are: one that may signal says so, or its callers would go
// on as if nothing had happened.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>

namespace {

std::map<std::string, bool> signalling() {
  return {
#define HD_INTRINSIC(name) {#name, false},
#define HD_INTRINSIC_SIGNAL(name) {#name, true},
#include "runtime/abi/intrinsics.def"
#undef HD_INTRINSIC
#undef HD_INTRINSIC_SIGNAL
  };
}

TEST(Intrinsics, SignalAsTheyAreDeclared) {
  const auto rows = signalling();
  const std::regex declaration(R"(^intrinsic fn (\w+)\(.*\)(.*)$)");
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(HEDDLE_STD)) {
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      std::smatch parts;
      if (!std::regex_match(line, parts, declaration)) continue;
      const auto row = rows.find(parts[1]);
      ASSERT_NE(row, rows.end()) << entry.path() << ": " << parts[1] << " is not in intrinsics.def";
      const std::string effects = parts[2];
      const bool declared =
          effects.find("raises") != std::string::npos || effects.find("suspends") != std::string::npos;
      EXPECT_EQ(declared, row->second) << entry.path() << ": " << parts[1];
      ++seen;
    }
  }
  EXPECT_GT(seen, rows.size() / 2);
}

}  // namespace
