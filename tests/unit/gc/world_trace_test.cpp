// The trace of several heaps: exports are what others hold, cycles over heaps go, a heap takes over another's blocks.
#include <gtest/gtest.h>

#include "gc/world_trace.h"
#include "tests/unit/gc/fake.h"

namespace hd {
namespace {

class Trace final : public WorldTrace {
 public:
  using WorldTrace::WorldTrace;
  std::vector<Object*> outside;

 private:
  void met_outside(Object* object) override { outside.push_back(object); }
};

/// What was met that is no heap's.
std::vector<Object*> trace(std::vector<FakeOwner*> owners) {
  std::vector<Heap*> heaps;
  for (FakeOwner* owner : owners) heaps.push_back(&owner->heap);
  Trace world(heaps);
  for (FakeOwner* owner : owners)
    world.mark_from(&owner->heap, [&](Marker& marker) {
      owner->host.mark_roots(marker);
      owner->heap.mark_finalizable(marker);
    });
  return world.outside;
}

TEST(WorldTrace, OnlyWhatOthersHoldStaysExported) {
  FakeOwner a, b;
  Pair *held = b.pair(), *let_go = b.pair(), *own = b.pair();
  for (Pair* p : {held, let_go, own}) b.heap.export_object(p);
  a.host.roots = {a.pair(held)};
  b.host.roots = {own};
  trace({&a, &b});
  EXPECT_EQ(b.heap.exports(), std::vector<Object*>{held});
  b.heap.collect();
  EXPECT_TRUE(b.heap.is_marked(held));
  EXPECT_TRUE(b.heap.is_marked(own));
  EXPECT_FALSE(b.heap.is_marked(let_go));
}

TEST(WorldTrace, ACycleOverTwoHeapsGoes) {
  FakeOwner a, b;
  Pair *here = a.pair(), *there = b.pair(here);
  here->first = there;
  a.heap.export_object(here);
  b.heap.export_object(there);
  a.heap.collect();
  EXPECT_GT(a.heap.stats().live_bytes, 0u) << "each keeps the other";
  trace({&a, &b});
  a.heap.collect();
  b.heap.collect();
  EXPECT_EQ(a.heap.stats().live_bytes + b.heap.stats().live_bytes, 0u);
}

TEST(WorldTrace, ReferencesThroughAThirdHeapCount) {
  FakeOwner a, b, c;
  Pair* last = c.pair();
  a.host.roots = {a.pair(b.pair(last))};
  trace({&a, &b, &c});
  EXPECT_EQ(b.heap.exports().size(), 1u);
  EXPECT_EQ(c.heap.exports(), std::vector<Object*>{last});
}

TEST(WorldTrace, WhatWaitsForItsFinalizerHoldsWhatItRefersTo) {
  FakeOwner a, b;
  Pair* there = b.pair();
  a.heap.set_finalizable(a.pair(there));
  trace({&a, &b});
  EXPECT_EQ(b.heap.exports(), std::vector<Object*>{there});
}

TEST(WorldTrace, WhatNobodyIsTheHomeOfIsLeftAlone) {
  FakeOwner a, stranger;
  Pair* there = stranger.pair();
  a.host.roots = {a.pair(there)};
  EXPECT_EQ(trace({&a}), std::vector<Object*>{there});
  EXPECT_TRUE(stranger.heap.exports().empty());
}

TEST(WorldTrace, AHeapAdoptsAnother) {
  FakeOwner a, b;
  Pair *kept = b.pair(), *dead = b.pair(), *large_text = b.pair(b.text(20000)), *finalized = b.pair();
  b.heap.set_finalizable(finalized);
  a.host.roots = {a.pair(kept, large_text)};
  trace({&a, &b});
  std::vector<Object*> seen;
  a.heap.adopt(b.heap, [&](Object* object) { seen.push_back(object); });
  EXPECT_EQ(seen.size(), 4u) << "kept, the text and who holds it, the finalized one";
  EXPECT_EQ(std::count(seen.begin(), seen.end(), dead), 0);
  EXPECT_TRUE(a.heap.owns(kept));
  EXPECT_TRUE(b.heap.exports().empty());
  b.heap.collect();
  for (int i = 0; i < 1000; ++i) a.pair();  // nothing lands on what was adopted
  a.heap.collect();
  EXPECT_TRUE(a.heap.is_marked(kept));
  EXPECT_TRUE(a.heap.is_marked(large_text->first));
  EXPECT_EQ(a.heap.take_dead(), finalized);
  a.host.roots.clear();
  trace({&a});
  a.heap.collect();
  EXPECT_EQ(a.heap.stats().live_bytes, 0u);
}

}  // namespace
}  // namespace hd
