// Where everything lies in memory: class numbers, sizes, offsets, references. One answer for both back ends.
//
// An object starts with its 8-byte header; fields follow in order at their natural alignment (Value: 16 bytes,
// aligned 8; references 8; records inline). Arrays of common elements share the machine's classes.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::ir {

struct ReferenceSlot {
  std::uint32_t offset = 0;
  bool is_value = false;
};

struct ClassLayout {
  std::string name;
  const Type* type = nullptr;  // null: a machine class
  bool is_array = false;
  std::uint32_t size = 0;  // object with header, or array element
  std::vector<ReferenceSlot> references;
  bool callable = false;
  bool stays = false;  // a method is about the context that an object was made in
};

class Layout {
 public:
  std::uint32_t size_of(const Type* type) const;  // as a field or element
  std::uint32_t align_of(const Type* type) const;
  std::uint32_t size_of_object(const Type* type) const;  // with header
  /// From the start of the object (header included) or record.
  std::uint32_t field_offset(const Type* type, int field) const;
  /// References inside a value of that type, from `offset` on.
  void references(const Type* type, std::uint32_t offset, std::vector<ReferenceSlot>& out) const;

  std::vector<ClassLayout> classes;  // by class number, machine classes first
};

/// Numbers the classes (Type::class_id) and lays them out.
Layout assign_layout(Program& program);

}  // namespace heddle::ir
