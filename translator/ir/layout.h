// The layout of everything in memory: class numbers, sizes, offsets, references. The same for both back ends.
//
// An object starts with its 8-byte header; fields follow in order at their natural alignment (Value: 16 bytes, aligned
// 8; references 8; records inline). Arrays of common elements use the machine's classes.
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
  const Type* type = nullptr;  // null for a class of the machine
  bool is_array = false;
  std::uint32_t size = 0;  // object with header, or array element
  std::vector<ReferenceSlot> references;
  bool callable = false;
  bool stays = false;  // a method depends on the context that the object was made in
};

class Layout {
 public:
  std::uint32_t size_of(const Type* type) const;  // as a field or element
  std::uint32_t align_of(const Type* type) const;
  std::uint32_t size_of_object(const Type* type) const;  // with header
  /// Offset from the start of the object (header included) or record.
  std::uint32_t field_offset(const Type* type, int field) const;
  /// Appends the references inside a value of that type that starts at `offset`.
  void references(const Type* type, std::uint32_t offset, std::vector<ReferenceSlot>& out) const;

  std::vector<ClassLayout> classes;  // by class number, machine classes first
};

/// Assigns the class numbers (Type::class_id) and lays the classes out.
Layout assign_layout(Program& program);

}  // namespace heddle::ir
