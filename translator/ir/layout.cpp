#include "translator/ir/layout.h"

#include "runtime/abi/layout.h"

namespace heddle::ir {

using sema::TypeKind;

std::uint32_t Layout::size_of(const Type* type) const {
  switch (type->kind) {
    case TypeKind::boolean:
      return 1;
    case TypeKind::integer:
      return static_cast<std::uint32_t>(type->bits / 8);
    case TypeKind::enumeration:
      return 4;
    case TypeKind::value:
      return 16;
    case TypeKind::record: {
      std::uint32_t end = 0;
      if (!type->fields.empty()) {
        const int last = static_cast<int>(type->fields.size()) - 1;
        end = field_offset(type, last) + size_of(type->fields.back().type);
      }
      const std::uint32_t align = align_of(type);
      return (end + align - 1) / align * align;
    }
    default:
      return 8;
  }
}

std::uint32_t Layout::align_of(const Type* type) const {
  if (type->kind == TypeKind::value) return 8;
  if (type->kind != TypeKind::record) return size_of(type);
  std::uint32_t align = 1;
  for (const auto& field : type->fields) align = std::max(align, align_of(field.type));
  return align;
}

std::uint32_t Layout::field_offset(const Type* type, int field) const {
  std::uint32_t at = type->kind == TypeKind::record ? 0 : 8;
  for (int i = 0;; ++i) {
    const Type* t = type->fields[static_cast<std::size_t>(i)].type;
    const std::uint32_t align = align_of(t);
    at = (at + align - 1) / align * align;
    if (i == field) return at;
    at += size_of(t);
  }
}

std::uint32_t Layout::size_of_object(const Type* type) const {
  if (type->fields.empty()) return 16;
  const int last = static_cast<int>(type->fields.size()) - 1;
  const std::uint32_t end = field_offset(type, last) + size_of(type->fields.back().type);
  return (end + 15) / 16 * 16;
}

void Layout::references(const Type* type, std::uint32_t offset, std::vector<ReferenceSlot>& out) const {
  if (type->kind == TypeKind::value)
    out.push_back({offset, true});
  else if (type->kind == TypeKind::record)
    for (std::size_t i = 0; i < type->fields.size(); ++i)
      references(type->fields[i].type, offset + field_offset(type, static_cast<int>(i)), out);
  else if (type->is_reference())
    out.push_back({offset, false});
}

namespace {

int machine_class(const Type* type) {
  switch (type->kind) {
    case TypeKind::str:
      return hd::class_str;
    case TypeKind::code:
      return hd::class_code;
    case TypeKind::native:
      return hd::class_native;
    case TypeKind::tasklet:
      return hd::class_tasklet;
    case TypeKind::context:
      return hd::class_context;
    case TypeKind::assembler:
      return hd::class_asm;
    case TypeKind::frame_info:
      return hd::class_frame_info;
    case TypeKind::fields:
      return hd::class_fields;
    case TypeKind::array: {
      const Type* e = type->element;
      if (e->kind == TypeKind::value) return hd::class_array_value;
      if (e->is_reference()) return hd::class_array_ref;
      if (e->kind == TypeKind::boolean || (e->kind == TypeKind::integer && e->bits == 8)) return hd::class_array_byte;
      if (e->kind == TypeKind::float64 || (e->kind == TypeKind::integer && e->bits == 64)) return hd::class_array_raw;
      return -1;
    }
    default:
      return -1;
  }
}

}  // namespace

Layout assign_layout(Program& program) {
  Layout layout;
  for (int i = 0; i < hd::class_first_language; ++i) layout.classes.push_back({"machine", nullptr, false, 0, {}});
  std::map<const Type*, int> arrays;  // by element type: frozen and mutable arrays share a class
  for (const auto& owned : program.types->all()) {
    sema::Type* type = owned.get();
    if (const int known = machine_class(type); known >= 0) {
      type->class_id = known;
      continue;
    }
    const bool array = type->kind == TypeKind::array;
    if (!array && type->kind != TypeKind::object) continue;
    if (array)
      if (const auto seen = arrays.find(type->element); seen != arrays.end()) {
        type->class_id = seen->second;
        continue;
      }
    if (array && type->element->kind != TypeKind::record && type->element->kind != TypeKind::integer &&
        type->element->kind != TypeKind::enumeration)
      continue;
    type->class_id = static_cast<int>(layout.classes.size());
    if (array) arrays[type->element] = type->class_id;
    ClassLayout c{type->name, type, array, 0, {}};
    if (array) {
      c.size = layout.size_of(type->element);
      layout.references(type->element, 0, c.references);
    } else {
      c.size = layout.size_of_object(type);
      for (std::size_t i = 0; i < type->fields.size(); ++i)
        layout.references(type->fields[i].type, layout.field_offset(type, static_cast<int>(i)), c.references);
    }
    c.callable = type->callable_code != nullptr;
    layout.classes.push_back(std::move(c));
  }
  for (const auto& f : program.functions)
    if (f->self && f->self->class_id >= 0 && f->has(sema::effect_home))
      layout.classes[static_cast<std::size_t>(f->self->class_id)].stays = true;
  return layout;
}

}  // namespace heddle::ir
