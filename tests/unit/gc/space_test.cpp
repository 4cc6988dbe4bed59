// Areas of units: found, given back, used again, and returned to the system.
#include <gtest/gtest.h>

#include "gc/space.h"

namespace hd {
namespace {

constexpr std::size_t unit = Space::unit_bytes;

TEST(Space, AreasAreAlignedAndDoNotOverlap) {
  Space space;
  const Space::Area a = space.take(3 * unit), b = space.take(unit);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(a.begin) % unit, 0u);
  EXPECT_TRUE(b.begin >= a.begin + 3 * unit || b.begin + unit <= a.begin);
  space.give_back(a);
  space.give_back(b);
  EXPECT_EQ(space.unused(), chunk_bytes);
}

TEST(Space, NeighboursThatAreGivenBackAreOneArea) {
  Space space;
  const Space::Area a = space.take(unit), b = space.take(unit), c = space.take(unit);
  space.give_back(c);
  space.give_back(a);
  EXPECT_NE(space.take(3 * unit).begin, a.begin) << "`b` lies between";
  space.give_back(b);
  EXPECT_EQ(space.take(2 * unit).begin, a.begin);
}

TEST(Space, TheEndOfAnAreaCanBeGivenBack) {
  Space space;
  const Space::Area a = space.take(4 * unit);
  space.give_back({a.begin + unit, 3 * unit});
  EXPECT_EQ(space.take(3 * unit).begin, a.begin + unit);
}

TEST(Space, AWholeChunkIsOneArea) {
  Space space;
  const Space::Area all = space.take(chunk_bytes);
  EXPECT_EQ(space.unused(), 0u);
  EXPECT_NE(space.take(unit).begin, nullptr);
  space.give_back(all);
  EXPECT_EQ(space.take(chunk_bytes).begin, all.begin);
}

TEST(Space, AnAreaLargerThanAChunkIsUsedAgain) {
  Space space;
  const Space::Area large = space.take(2 * chunk_bytes);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(large.begin) % unit, 0u);
  space.give_back(large);
  const Space::Area smaller = space.take(2 * chunk_bytes - unit);
  EXPECT_EQ(smaller.begin, large.begin);
  EXPECT_EQ(smaller.bytes, large.bytes) << "or its end would be lost";
  EXPECT_EQ(space.unused(), 0u);
  space.give_back(smaller);
  EXPECT_NE(space.take(chunk_bytes + unit).begin, large.begin) << "much too large";
}

TEST(Space, TrimmingKeepsWhatIsUsed) {
  Space space;
  std::vector<Space::Area> chunks;
  for (int i = 0; i < 4; ++i) chunks.push_back(space.take(chunk_bytes));
  for (const int i : {0, 1, 3}) space.give_back(chunks[static_cast<std::size_t>(i)]);
  space.give_back(space.take(3 * chunk_bytes));
  space.trim(chunk_bytes);
  EXPECT_EQ(space.unused(), chunk_bytes);
  chunks[2].begin[0] = 1;
  space.give_back(chunks[2]);
  EXPECT_EQ(space.unused(), 2 * chunk_bytes);
  space.trim(0);
  EXPECT_EQ(space.unused(), 0u);
  EXPECT_NE(space.take(unit).begin, nullptr);
}

TEST(Space, MergingTakesAreasAndRoom) {
  Space space, other;
  const Space::Area used = other.take(unit);
  const Space::Area mine = space.take(chunk_bytes);
  space.merge(other);
  EXPECT_EQ(space.unused(), chunk_bytes - unit);
  EXPECT_EQ(other.unused(), 0u);
  EXPECT_EQ(space.take(unit).begin, used.begin + unit);
  space.give_back(used);
  space.give_back(mine);
  EXPECT_EQ(space.unused(), 2 * chunk_bytes - unit);
}

}  // namespace
}  // namespace hd
