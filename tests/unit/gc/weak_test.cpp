// Weak values, weak keys and ephemerons: which entries are cleared.
#include <gtest/gtest.h>

#include "tests/unit/gc/fake.h"

namespace hd {
namespace {

/// A weak object with one array of entries, the only root.
struct Weak : FakeOwner {
  Array* table = nullptr;

  void hold(const std::vector<Entry>& from, bool keys, bool values, std::vector<Object*> others = {}) {
    table = entries(from);
    Pair* holder = pair(table);
    heap.set_weak(holder, keys, values);
    host.roots = std::move(others);
    host.roots.push_back(holder);
    heap.collect();
  }
  const Entry& at(int i) const { return table->items<Entry>()[i]; }
};

TEST(Weak, ValuesOfDeadObjectsBecomeNil) {
  Weak weak;
  Pair* kept = weak.pair();
  weak.hold({{Value::integer(1), Value::object(weak.pair())}, {Value::integer(2), Value::object(kept)}}, false, true,
            {kept});
  EXPECT_TRUE(weak.at(0).value.is_nil());
  EXPECT_EQ(weak.at(1).value.bits, Value::object(kept).bits);
}

TEST(Weak, KeysOfWeakValuesAreStrong) {
  Weak weak;
  Pair* key = weak.pair();
  weak.hold({{Value::object(key), Value::integer(1)}}, false, true);
  EXPECT_TRUE(weak.heap.is_marked(key));
  EXPECT_EQ(weak.at(0).value.as_int(), 1);
}

TEST(Weak, AValueIsKeptByItsKey) {
  Weak weak;
  Pair* key = weak.pair();
  Pair* value = weak.pair();
  Pair* lost = weak.pair();
  weak.hold({{Value::object(key), Value::object(value)}, {Value::object(lost), Value::object(weak.pair(lost))}}, true,
            false, {key});
  EXPECT_TRUE(weak.heap.is_marked(value));
  EXPECT_TRUE(weak.at(1).value.is_nil()) << "a value that refers to its own key does not keep it";
  EXPECT_FALSE(weak.at(1).key.is_object());
}

TEST(Weak, EphemeronsConvergeAgainstTheOrderOfTheArray) {
  Weak weak;
  Pair *a = weak.pair(), *b = weak.pair(), *c = weak.pair();
  weak.hold({{Value::object(b), Value::object(c)}, {Value::object(a), Value::object(b)}}, true, false, {a});
  EXPECT_TRUE(weak.heap.is_marked(c));
}

TEST(Weak, StringsAreValues) {
  Weak weak;
  Str *key = weak.text(3), *value = weak.text(5);
  weak.hold({{Value::object(key), Value::object(value)}}, true, true);
  EXPECT_TRUE(weak.heap.is_marked(key));
  EXPECT_TRUE(weak.heap.is_marked(value));
}

TEST(Weak, AnObjectCanBecomeOrdinaryAgain) {
  Weak weak;
  Pair* value = weak.pair();
  weak.table = weak.entries({{Value::integer(1), Value::object(value)}});
  Pair* holder = weak.pair(weak.table);
  weak.heap.set_weak(holder, true, true);
  weak.heap.set_weak(holder, false, false);
  weak.host.roots = {holder};
  weak.heap.collect();
  EXPECT_TRUE(weak.heap.is_marked(value));
}

/// A weak object with an array of records that have one Value and one other reference.
struct WeakFields : FakeOwner {
  Array* array;
  Pair* value = pair();
  Str* name = text(3);

  explicit WeakFields(bool values) : array(make<Array>(sizeof(Array) + sizeof(Named), class_named)) {
    array->length = 1;
    *array->items<Named>() = {Value::object(value), name};
    Pair* holder = pair(array);
    heap.set_weak(holder, !values, values);
    host.roots = {holder};
    heap.collect();
  }
};

TEST(Weak, ASingleValueOfARecordCountsAsItsValue) {
  WeakFields keys_are_weak(false), values_are_weak(true);
  EXPECT_TRUE(keys_are_weak.heap.is_marked(keys_are_weak.value));
  EXPECT_TRUE(values_are_weak.array->items<Named>()->value.is_nil());
}

TEST(Weak, OtherReferencesOfARecordAreStrong) {
  WeakFields weak(true);
  EXPECT_TRUE(weak.heap.is_marked(weak.name));
}

}  // namespace
}  // namespace hd
