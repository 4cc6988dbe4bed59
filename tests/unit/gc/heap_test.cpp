// What a collection keeps and frees, and when it is triggered.
#include <gtest/gtest.h>

#include "tests/unit/gc/fake.h"

namespace hd {
namespace {

TEST(Heap, KeepsWhatRootsReachAndFreesTheRest) {
  FakeOwner owner;
  Pair* leaf = owner.pair();
  Pair* root = owner.pair(leaf, owner.pair(leaf));
  owner.host.roots = {root};
  for (int i = 0; i < 1000; ++i) owner.pair(root);
  owner.heap.collect();
  EXPECT_EQ(owner.heap.stats().live_bytes, 3u * 32) << "objects take multiples of 16 bytes";
  EXPECT_EQ(root->first, leaf);
}

TEST(Heap, CyclesGo) {
  FakeOwner owner;
  Pair* a = owner.pair();
  a->first = owner.pair(a);
  owner.heap.collect();
  EXPECT_EQ(owner.heap.stats().live_bytes, 0u);
}

TEST(Heap, MemoryOfTheDeadIsUsedAgain) {
  FakeOwner owner;
  owner.host.roots = {owner.pair()};
  std::uint64_t most = 0;
  for (int round = 0; round < 20; ++round) {
    for (int i = 0; i < 50000; ++i) owner.pair();
    most = std::max(most, owner.heap.stats().footprint);
    owner.heap.collect();
  }
  EXPECT_LT(most, 8u << 20);
}

TEST(Heap, LargeObjectsGoBackToTheSystem) {
  FakeOwner owner;
  owner.text(1 << 20);
  Str* kept = owner.text(1 << 20);
  owner.host.roots = {kept};
  owner.heap.collect();
  EXPECT_LT(owner.heap.stats().footprint, (1u << 20) + 2 * block_bytes);
  EXPECT_EQ(kept->length, 1u << 20);
}

TEST(Heap, AGrowingHeapTellsItsOwner) {
  FakeOwner owner;
  while (!owner.heap.wants_collection()) owner.pair();
  EXPECT_GT(owner.host.times_grown, 0);
  const int before = owner.host.times_grown;
  owner.text(1 << 20);
  EXPECT_GT(owner.host.times_grown, before) << "large objects count, too";
  owner.heap.collect();
  EXPECT_FALSE(owner.heap.wants_collection());
}

TEST(Heap, UsedFallsWithTheGarbage) {
  FakeOwner owner;
  for (int i = 0; i < 10000; ++i) owner.pair();
  EXPECT_GE(owner.heap.used(), 10000 * sizeof(Pair));
  owner.heap.collect();
  EXPECT_EQ(owner.heap.used(), 0u);
}

}  // namespace
}  // namespace hd
