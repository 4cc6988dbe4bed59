#include "translator/sema/types.h"

namespace heddle::sema {

std::string named(const Type* type) {
  if (type->kind == TypeKind::unit) return "something without a value";
  const char first = type->name.empty() ? ' ' : type->name[0];
  const bool an = std::string("aeioAEIO").find(first) != std::string::npos || type->name == "f64";
  return (an ? "an " : "a ") + type->name;
}

TypeTable::TypeTable() {
  error_ = add(TypeKind::error, "<error>", Sharing::machine);
  unit_ = add(TypeKind::unit, "()", Sharing::machine);
  never_ = add(TypeKind::never, "never", Sharing::machine);
  nil_ = add(TypeKind::nil, "nil", Sharing::shared);
  boolean_ = add(TypeKind::boolean, "bool", Sharing::machine);
  float64_ = add(TypeKind::float64, "f64", Sharing::machine);
  str_ = add(TypeKind::str, "str", Sharing::shared);
  int at = 0;
  for (bool is_signed : {true, false})
    for (int bits : {8, 16, 32, 64}) {
      Type* type = add(TypeKind::integer, (is_signed ? "i" : "u") + std::to_string(bits), Sharing::machine);
      type->bits = bits;
      type->is_signed = is_signed;
      integers_[at++] = type;
    }
  const struct {
    TypeKind kind;
    const char* name;
    Sharing sharing;
  } machine[] = {
      {TypeKind::values, "Values", Sharing::local},    {TypeKind::args, "Args", Sharing::local},
      {TypeKind::code, "Code", Sharing::shared},       {TypeKind::assembler, "Asm", Sharing::local},
      {TypeKind::native, "Native", Sharing::shared},   {TypeKind::tasklet, "Tasklet", Sharing::shared},
      {TypeKind::context, "Context", Sharing::shared}, {TypeKind::frame_info, "FrameInfo", Sharing::local},
      {TypeKind::fields, "Fields", Sharing::local},    {TypeKind::label, "label", Sharing::local},
      {TypeKind::window, "regs", Sharing::local},
  };
  for (const auto& m : machine) machine_[m.kind] = add(m.kind, m.name, m.sharing);
}

Type* TypeTable::add(TypeKind kind, std::string name, Sharing sharing) {
  all_.push_back(std::make_unique<Type>());
  Type* type = all_.back().get();
  type->kind = kind;
  type->name = std::move(name);
  type->sharing = sharing;
  return type;
}

const Type* TypeTable::integer(int bits, bool is_signed) const {
  const int at = bits == 8 ? 0 : bits == 16 ? 1 : bits == 32 ? 2 : 3;
  return integers_[at + (is_signed ? 0 : 4)];
}

const Type* TypeTable::array(const Type* element, bool frozen) {
  if (element->kind == TypeKind::error) return element;
  const Type*& known = derived_[{element, frozen ? 1 : 0}];
  if (!known) {
    Type* type = add(TypeKind::array, std::string(frozen ? "frozen [" : "[") + element->name + "]",
                     frozen ? Sharing::shared : Sharing::local);
    type->element = element;
    type->frozen = frozen;
    known = type;
  }
  return known;
}

const Type* TypeTable::optional(const Type* element) {
  if (element->kind == TypeKind::optional || element->kind == TypeKind::error) return element;
  const Type*& known = derived_[{element, 2}];
  if (!known) {
    Type* type = add(TypeKind::optional, element->name + "?", element->sharing);
    type->element = element;
    known = type;
  }
  return known;
}

const Type* TypeTable::machine(TypeKind kind) const { return machine_.at(kind); }

Type* TypeTable::declare(TypeKind kind, std::string name) { return add(kind, std::move(name), Sharing::local); }

}  // namespace heddle::sema
