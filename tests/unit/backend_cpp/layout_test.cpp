// Class numbers, offsets and reference maps.
#include "translator/ir/layout.h"

#include <gtest/gtest.h>

#include "runtime/abi/layout.h"
#include "tests/unit/ir/build.h"

namespace heddle::ir {
namespace {

sema::Type* array_of(Sketch& sketch, const std::string& name, const Type* element) {
  sema::Type* array = sketch.types.declare(sema::TypeKind::array, name);
  array->element = element;
  return array;
}

TEST(Layout, FieldsLieAtTheirNaturalAlignment) {
  Sketch sketch;
  sema::Type* type = sketch.owned("Mixed");
  type->fields.push_back({"flag", sketch.types.boolean(), sema::FieldKind::var, false});
  type->fields.push_back({"count", sketch.types.i64(), sema::FieldKind::var, false});
  type->fields.push_back({"value", sketch.types.value(), sema::FieldKind::var, false});
  type->fields.push_back({"name", sketch.types.str(), sema::FieldKind::let, false});
  const Layout layout = assign_layout(sketch.program);
  EXPECT_EQ(layout.field_offset(type, 0), 8u);
  EXPECT_EQ(layout.field_offset(type, 1), 16u);
  EXPECT_EQ(layout.field_offset(type, 2), 24u);
  EXPECT_EQ(layout.field_offset(type, 3), 40u);
  EXPECT_EQ(layout.size_of_object(type), 48u);
  const auto& references = layout.classes[static_cast<std::size_t>(type->class_id)].references;
  ASSERT_EQ(references.size(), 2u);
  EXPECT_EQ(references[0].offset, 24u);
  EXPECT_TRUE(references[0].is_value);
  EXPECT_EQ(references[1].offset, 40u);
  EXPECT_FALSE(references[1].is_value);
}

TEST(Layout, TheLanguagesClassesFollowTheMachines) {
  Sketch sketch;
  const sema::Type* type = sketch.owned("First");
  assign_layout(sketch.program);
  EXPECT_GE(type->class_id, int{hd::class_first_language});
}

TEST(Layout, CommonArraysShareTheMachinesClasses) {
  Sketch sketch;
  const sema::Type* words = array_of(sketch, "[i64]", sketch.types.i64());
  const sema::Type* floats = array_of(sketch, "[f64]", sketch.types.float64());
  const sema::Type* values = array_of(sketch, "[Value]", sketch.types.value());
  const sema::Type* flags = array_of(sketch, "[bool]", sketch.types.boolean());
  const sema::Type* names = array_of(sketch, "[str]", sketch.types.str());
  assign_layout(sketch.program);
  EXPECT_EQ(words->class_id, int{hd::class_array_raw});
  EXPECT_EQ(floats->class_id, int{hd::class_array_raw});
  EXPECT_EQ(values->class_id, int{hd::class_array_value});
  EXPECT_EQ(flags->class_id, int{hd::class_array_byte});
  EXPECT_EQ(names->class_id, int{hd::class_array_ref});
}

TEST(Layout, ArraysOfRecordsKnowTheReferencesOfAnElement) {
  Sketch sketch;
  sema::Type* node = sketch.types.declare(sema::TypeKind::record, "Node");
  node->fields.push_back({"next", sketch.types.i64(), sema::FieldKind::var, false});
  node->fields.push_back({"key", sketch.types.value(), sema::FieldKind::var, false});
  const sema::Type* nodes = array_of(sketch, "[Node]", node);
  const Layout layout = assign_layout(sketch.program);
  const ClassLayout& c = layout.classes[static_cast<std::size_t>(nodes->class_id)];
  EXPECT_TRUE(c.is_array);
  EXPECT_EQ(c.size, 24u);
  ASSERT_EQ(c.references.size(), 1u);
  EXPECT_EQ(c.references[0].offset, 8u);
}

}  // namespace
}  // namespace heddle::ir
