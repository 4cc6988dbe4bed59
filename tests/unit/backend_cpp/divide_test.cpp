// What a change to a set of functions does to the files that hold them.
#include "translator/backend/cpp/divide.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace heddle::cpp {
namespace {

using Files = std::map<std::string, std::vector<std::string>>;

std::vector<Member> members(int count, std::size_t bytes) {
  std::vector<Member> all;
  for (int n = 0; n < count; ++n) all.push_back({"member" + std::to_string(n), bytes});
  return all;
}

/// Files that differ or are new, then those that are gone.
std::size_t differences(const Files& before, const Files& after) {
  std::size_t n = 0;
  for (const auto& [name, names] : after) n += !before.contains(name) || before.at(name) != names;
  for (const auto& [name, names] : before) n += !after.contains(name);
  return n;
}

TEST(Divide, ASetThatFitsIsOneFile) {
  EXPECT_EQ(divide("part", {{"b", 60}, {"a", 40}}, 100), (Files{{"part", {"b", "a"}}}));
  EXPECT_EQ(divide("part", {}, 100), Files{});
}

TEST(Divide, NoFileExceedsTheLimit) {
  std::size_t total = 0;
  for (const auto& [name, names] : divide("part", members(100, 30), 100)) {
    EXPECT_LE(names.size() * 30, 100u) << name;
    total += names.size();
  }
  EXPECT_EQ(total, 100u);
}

TEST(Divide, AMemberThatIsTooLargeIsAlone) {
  auto all = members(10, 10);
  all.push_back({"large", 500});
  for (const auto& [name, names] : divide("part", all, 100))
    EXPECT_TRUE(names.size() == 1 || std::count(names.begin(), names.end(), "large") == 0) << name;
}

TEST(Divide, AnotherMemberChangesOneFileOrHalvesIt) {
  for (int count = 1; count < 200; ++count) {
    const Files before = divide("part", members(count, 30), 300), after = divide("part", members(count + 1, 30), 300);
    const std::size_t halved = after.size() - before.size();
    EXPECT_EQ(differences(before, after), halved == 0 ? 1 : halved + 2) << count;
  }
}

TEST(Divide, TheOrderOfOthersDoesNotMatter) {
  auto all = members(50, 30);
  const Files before = divide("part", all, 100);
  std::reverse(all.begin(), all.end());
  for (auto& [name, names] : divide("part", all, 100)) {
    std::reverse(names.begin(), names.end());
    EXPECT_EQ(names, before.at(name));
  }
}

}  // namespace
}  // namespace heddle::cpp
