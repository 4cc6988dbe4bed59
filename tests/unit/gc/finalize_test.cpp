// Finalizable objects: found dead once, in reverse order of registration, with everything they refer to.
#include <gtest/gtest.h>

#include "tests/unit/gc/fake.h"

namespace hd {
namespace {

TEST(Finalize, TheDeadComeInReverseOrderOfRegistration) {
  FakeOwner owner;
  Pair *first = owner.pair(), *second = owner.pair();
  owner.heap.set_finalizable(first);
  owner.heap.set_finalizable(second);
  EXPECT_FALSE(owner.heap.has_dead());
  owner.heap.collect();
  ASSERT_TRUE(owner.heap.has_dead());
  EXPECT_EQ(owner.heap.take_dead(), second);
  EXPECT_EQ(owner.heap.take_dead(), first);
  EXPECT_EQ(owner.heap.take_dead(), nullptr);
}

TEST(Finalize, ADeadObjectKeepsWhatItRefersToUntilItIsTaken) {
  FakeOwner owner;
  Pair* child = owner.pair();
  Pair* parent = owner.pair(child);
  owner.heap.set_finalizable(parent);
  owner.heap.collect();
  owner.heap.collect();
  EXPECT_TRUE(owner.heap.is_marked(child));
  EXPECT_EQ(owner.heap.take_dead(), parent);
  owner.heap.collect();
  EXPECT_EQ(owner.heap.stats().live_bytes, 0u);
  EXPECT_FALSE(owner.heap.has_dead()) << "once is enough";
}

TEST(Finalize, WhatWasTakenMayBeRegisteredAgain) {
  FakeOwner owner;
  Pair* object = owner.pair();
  owner.heap.set_finalizable(object);
  owner.heap.set_finalizable(object);
  owner.heap.collect();
  EXPECT_EQ(owner.heap.take_dead(), object);
  owner.heap.set_finalizable(object);
  owner.heap.collect();
  EXPECT_EQ(owner.heap.take_dead(), object);
  EXPECT_FALSE(owner.heap.has_dead());
}

TEST(Finalize, AtTheEndTheLivingAreTakenToo) {
  FakeOwner owner;
  Pair* living = owner.pair();
  owner.host.roots = {living};
  owner.heap.set_finalizable(living);
  owner.heap.collect();
  EXPECT_EQ(owner.heap.take_dead(), nullptr);
  EXPECT_EQ(owner.heap.take_finalizable(), living);
  EXPECT_EQ(owner.heap.take_finalizable(), nullptr);
}

TEST(Finalize, WeakKeysOutliveTheFinalizerWeakValuesDoNot) {
  FakeOwner owner;
  Pair* object = owner.pair();
  owner.heap.set_finalizable(object);
  Array* by_key = owner.entries({{Value::object(object), Value::integer(1)}});
  Array* by_value = owner.entries({{Value::integer(1), Value::object(object)}});
  Pair *keys = owner.pair(by_key), *values = owner.pair(by_value);
  owner.heap.set_weak(keys, true, false);
  owner.heap.set_weak(values, false, true);
  owner.host.roots = {keys, values};
  owner.heap.collect();
  EXPECT_EQ(by_key->items<Entry>()[0].value.as_int(), 1);
  EXPECT_TRUE(by_value->items<Entry>()[0].value.is_nil());
  EXPECT_EQ(owner.heap.take_dead(), object);
  owner.heap.collect();
  EXPECT_TRUE(by_key->items<Entry>()[0].value.is_nil());
}

}  // namespace
}  // namespace hd
