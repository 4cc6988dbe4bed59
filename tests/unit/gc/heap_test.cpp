// What a collection keeps and frees, and when it is triggered.
#include <gtest/gtest.h>

#include <string>

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

TEST(Heap, MemoryOfLargeObjectsIsUsedAgain) {
  FakeOwner owner;
  owner.text(90'000);
  owner.heap.collect();
  const Str* first = owner.text(90'000);
  owner.heap.collect();
  EXPECT_EQ(owner.text(90'000), first);
}

TEST(Heap, SmallObjectsFillTheBlockOfALargeOne) {
  FakeOwner owner;
  owner.text(40'000);
  const std::uint64_t footprint = owner.heap.stats().footprint;
  for (int i = 0; i < 100; ++i) owner.pair();
  EXPECT_EQ(owner.heap.stats().footprint, footprint);
}

TEST(Heap, ALargeObjectAndThoseBeforeItDieApart) {
  for (const bool large_dies : {true, false}) {
    FakeOwner owner;
    Str* large = owner.text(40'000);
    Pair* small = owner.pair();
    ASSERT_EQ(block_of(large), block_of(small));
    std::memset(large->data(), 'x', 40'000);
    owner.host.roots = {large_dies ? static_cast<Object*>(small) : large};
    owner.heap.collect();
    EXPECT_EQ(owner.heap.stats().footprint, (large_dies ? 1 : 2) * block_bytes);
    EXPECT_EQ(owner.heap.stats().live_bytes, large_dies ? 32u : 40'032u);
    for (int i = 0; i < 10'000; ++i) owner.pair();
    if (!large_dies) EXPECT_EQ(std::string(40'000, 'x'), large->data());
    owner.host.roots.clear();
    owner.heap.collect();
    EXPECT_EQ(owner.heap.stats().footprint, 0u);
  }
}

TEST(Heap, AnObjectThatFitsNoRunSkipsNone) {
  FakeOwner owner;
  owner.pair();
  owner.text(block_bytes / 2 - 100);
  const std::uint64_t footprint = owner.heap.stats().footprint;
  owner.text(block_bytes / 2 - 100);
  EXPECT_EQ(owner.heap.stats().footprint, footprint + block_bytes) << "the rest of the first block is too small";
  for (int i = 0; i < 300; ++i) owner.pair();
  EXPECT_EQ(owner.heap.stats().footprint, footprint + block_bytes) << "it has room for pairs";
}

TEST(Heap, ObjectsOfAllSizesKeepTheirContents) {
  FakeOwner owner;
  std::vector<Str*> texts;
  std::size_t length = 1;
  for (int i = 0; i < 3000; ++i) {
    length = length * 7919 % 104729;
    Str* text = owner.text(i % 50 == 0 ? length * 20 : i % 5 == 0 ? length % 20'000 : length % 200);
    std::memset(text->data(), 'a' + i % 26, text->length);
    if (i % 3 == 0) texts.push_back(text);
    if (i % 500 == 0) {
      owner.host.roots.assign(texts.begin(), texts.end());
      owner.heap.collect();
    }
  }
  for (std::size_t i = 0; i < texts.size(); ++i)
    EXPECT_EQ(std::string(texts[i]->length, static_cast<char>('a' + i * 3 % 26)), texts[i]->data());
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
