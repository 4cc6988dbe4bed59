// The trace of several heaps: exports that others hold stay, cycles over heaps are freed, a heap adopts another's
// blocks.
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

/// Objects met that belong to no heap.
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

/// `a` looks after an object of `b`.
void move(FakeOwner& a, FakeOwner& b, Object* object) {
  b.heap.export_object(object);
  b.heap.set_away(object, true);
  a.heap.add_ward(object);
}

TEST(Guests, TheirReferencesAreTheKeepersRoots) {
  FakeOwner a, b;
  Pair *moved = b.pair(), *of_a = a.pair(), *of_b = b.pair();
  move(a, b, moved);
  moved->first = of_a;
  moved->second = of_b;
  a.heap.collect();
  b.heap.collect();
  EXPECT_TRUE(a.heap.is_marked(of_a));
  EXPECT_TRUE(b.heap.is_marked(moved));
  EXPECT_FALSE(b.heap.is_marked(of_b)) << "whom only a guest refers to is exported, as for any other heap";
}

TEST(Guests, AreDroppedByATraceThatDoesNotMeetThem) {
  FakeOwner a, b;
  Pair *held = b.pair(), *let_go = b.pair(), *child = b.pair(), *dead_child = a.pair();
  move(a, b, held);
  move(a, b, let_go);
  held->first = child;
  let_go->first = dead_child;
  a.host.roots = {a.pair(held)};
  trace({&a, &b});
  a.heap.forget_dead_wards();
  EXPECT_EQ(a.heap.wards().size(), 1u);
  a.heap.collect();
  b.heap.collect();
  EXPECT_TRUE(b.heap.is_marked(held));
  EXPECT_TRUE(b.heap.is_marked(child)) << "exported by the trace";
  EXPECT_FALSE(b.heap.is_marked(let_go));
  EXPECT_FALSE(a.heap.is_marked(dead_child));
  EXPECT_FALSE(b.heap.is_away(let_go));
}

TEST(Guests, ThatOnlyTheirHomeRefersToStay) {
  FakeOwner a, b;
  Pair* moved = b.pair();
  move(a, b, moved);
  moved->first = a.pair();
  b.host.roots = {moved};
  trace({&a, &b});
  a.heap.forget_dead_wards();
  a.heap.collect();
  b.heap.collect();
  EXPECT_TRUE(b.heap.is_marked(moved));
  EXPECT_TRUE(a.heap.is_marked(moved->first));
}

TEST(Guests, ComeHomeWhenTheirHeapIsAdopted) {
  FakeOwner a, b, c;
  Pair *of_b = b.pair(), *of_c = c.pair();
  move(a, b, of_b);
  move(b, c, of_c);
  of_b->first = a.pair();
  of_c->first = b.pair();
  a.host.roots = {a.pair(of_b, of_c)};
  trace({&a, &b, &c});
  a.heap.adopt(b.heap, [](Object*) {});
  EXPECT_EQ(a.heap.wards(), std::unordered_set<Object*>{of_c});
  EXPECT_FALSE(a.heap.is_away(of_b));
  a.heap.collect();
  EXPECT_TRUE(a.heap.is_marked(of_b));
  EXPECT_TRUE(a.heap.is_marked(of_b->first));
  EXPECT_TRUE(a.heap.is_marked(of_c->first));
}

TEST(Guests, MayBecomeWeakAndFinalizableAndLiveOn) {
  FakeOwner a, b;
  Pair* moved = b.pair();
  move(a, b, moved);
  moved->first = a.pair();
  a.heap.set_weak(moved, true, true);
  a.heap.set_finalizable(moved);
  EXPECT_TRUE(a.heap.is_special(moved));
  EXPECT_FALSE(b.heap.is_special(moved));
  a.heap.collect();
  EXPECT_TRUE(a.heap.is_marked(moved->first));
  EXPECT_FALSE(a.heap.has_dead());
  a.heap.set_weak(moved, false, false);
  EXPECT_TRUE(b.heap.is_away(moved)) << "the bit is its home's";
  EXPECT_EQ(a.heap.take_finalizable(), moved);
}

}  // namespace
}  // namespace hd
