#include "translator/source/suggest.h"

#include <gtest/gtest.h>

namespace heddle::source {
namespace {

TEST(Suggest, FindsOneWrongMissingSuperfluousOrSwappedLetter) {
  EXPECT_EQ(closest("lenght", {"name", "length"}), "length");
  EXPECT_EQ(closest("lengh", {"length"}), "length");
  EXPECT_EQ(closest("lengtth", {"length"}), "length");
  EXPECT_EQ(closest("lengtg", {"length"}), "length");
  EXPECT_EQ(closest("tru", {"true", "try"}), "true");
}

TEST(Suggest, TakesUpperForLowerCase) { EXPECT_EQ(closest("bytes", {"Bytes"}), "Bytes"); }

TEST(Suggest, LeavesWhatIsTooDifferent) {
  EXPECT_EQ(closest("missing", {"main", "single", "x"}), "");
  EXPECT_EQ(closest("ab", {"cd", "a_long_one"}), "");
  EXPECT_EQ(closest("x", {"y", "z"}), "");
  EXPECT_EQ(closest("", {"x"}), "");
  EXPECT_EQ(closest("same", {"same"}), "") << "that name is known";
}

TEST(Suggest, PrefersTheClosest) {
  EXPECT_EQ(closest("counters", {"counted", "counter"}), "counter");
  EXPECT_EQ(closest("addd", {"ada", "add"}), "add");
}

TEST(Suggest, IsNotMisledByLongNames) {
  const std::string long_name(100'000, 'a');
  EXPECT_EQ(closest(long_name, {long_name + "b"}), "");
  EXPECT_EQ(closest("aaa", {long_name}), "");
}

}  // namespace
}  // namespace heddle::source
