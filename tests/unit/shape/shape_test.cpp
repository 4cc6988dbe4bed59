// The tree of shapes: which key has which slot, under threads that add at once, and within its bounds.
#include "runtime/shape/shape.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <thread>
#include <vector>

#include "runtime/value/object.h"

namespace hd {
namespace {

Str* key(const std::string& text) { return intern(text.data(), text.size()); }

std::uint32_t slot(const Shape& shape, Str* wanted) { return shape.keys->find(wanted, hash_of(wanted)); }

/// The shape with these keys, in this order.
const Shape* shape_of(Shapes& shapes, const std::vector<std::string>& keys) {
  const Shape* at = &shapes.at(root_shape);
  for (const std::string& text : keys) {
    at = shapes.make_wider(*at, key(text));
    if (!at) return nullptr;
  }
  return at;
}

TEST(Shapes, OfTheSameKeysInTheSameOrderAreOne) {
  Shapes shapes;
  const Shape* xy = shape_of(shapes, {"x", "y"});
  EXPECT_EQ(shape_of(shapes, {"x", "y"}), xy);
  EXPECT_NE(shape_of(shapes, {"y", "x"}), xy);
  EXPECT_EQ(slot(*xy, key("y")), 1u);
}

TEST(Shapes, KnowOnlyTheirOwnKeys) {
  Shapes shapes;
  const Shape* x = shape_of(shapes, {"x"});
  const Shape* xyz = shape_of(shapes, {"x", "y", "z"});
  const Shape* xz = shape_of(shapes, {"x", "z"});
  EXPECT_GE(slot(*x, key("y")), x->count) << "a key of a wider shape";
  EXPECT_EQ(slot(*xyz, key("z")), 2u);
  EXPECT_EQ(slot(*xz, key("z")), 1u);
  EXPECT_GE(slot(*xz, key("y")), xz->count);
  EXPECT_EQ(xz->keys->at(1), key("z"));
}

TEST(Shapes, HaveABoundedNumberOfKeys) {
  Shapes shapes;
  std::vector<std::string> keys;
  for (std::uint32_t i = 0; i < most_slots; ++i) keys.push_back("k" + std::to_string(i));
  const Shape* widest = shape_of(shapes, keys);
  ASSERT_NE(widest, nullptr);
  EXPECT_EQ(widest->count, most_slots);
  for (std::uint32_t i = 0; i < most_slots; ++i) EXPECT_EQ(slot(*widest, key(keys[i])), i);
  EXPECT_EQ(shapes.make_wider(*widest, key("one more")), nullptr);
}

TEST(Shapes, AreBoundedInNumber) {
  Shapes shapes;
  std::uint32_t made = 0;
  while (shape_of(shapes, {"k" + std::to_string(made)})) ++made;
  EXPECT_LT(made, most_shapes);
  EXPECT_GT(made, most_shapes - 10);
  EXPECT_NE(shape_of(shapes, {"k0"}), nullptr) << "those that exist stay";
}

TEST(Shapes, CopyABoundedNumberOfKeys) {
  Shapes shapes;
  std::vector<std::string> keys;
  for (std::uint32_t i = 0; i < most_slots - 1; ++i) keys.push_back("k" + std::to_string(i));
  const Shape* wide = shape_of(shapes, keys);
  std::uint32_t made = 0;
  while (shapes.make_wider(*wide, key("branch" + std::to_string(made)))) ++made;
  EXPECT_LE(made, most_copies / (most_slots - 1) + 1);
}

TEST(Shapes, AreAddedByManyThreadsAtOnce) {
  Shapes shapes;
  constexpr int threads = 8;
  std::vector<std::string> keys;
  for (int i = 0; i < 40; ++i) keys.push_back("key" + std::to_string(i));
  std::array<std::vector<const Shape*>, threads> found;
  std::vector<std::thread> running;
  for (int t = 0; t < threads; ++t)
    running.emplace_back([&, t] {
      for (int turn = 0; turn < 40; ++turn) {  // each thread tries all rotations, in an order of its own
        std::vector<std::string> order = keys;
        std::rotate(order.begin(), order.begin() + (turn + 5 * t) % 40, order.end());
        const Shape* shape = shape_of(shapes, order);
        for (std::uint32_t i = 0; i < shape->count; ++i) EXPECT_EQ(slot(*shape, key(order[i])), i);
        found[static_cast<std::size_t>(t)].push_back(shape);
      }
    });
  for (std::thread& thread : running) thread.join();
  for (auto& shapes_of_one : found) std::sort(shapes_of_one.begin(), shapes_of_one.end());
  for (const auto& shapes_of_one : found) EXPECT_EQ(shapes_of_one, found[0]);
  EXPECT_EQ(shapes.count(), root_shape + 40u * 40u);
}

}  // namespace
}  // namespace hd
