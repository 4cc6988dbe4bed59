// Types of the description language, interned: two equal types are the same pointer.
//
// Sema makes them, the ir carries them, the back ends lay them out. They hold everything a later stage needs to know
// about a declared type, so no stage after lowering reads the syntax tree.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "translator/source/span.h"

namespace heddle::syntax {
struct Decl;
}

namespace heddle::sema {

enum class TypeKind : std::uint8_t {
  error,  // type of a broken expression: suppresses follow-up errors
  unit,
  never,  // does not return
  nil,    // type of the literal, before it is coerced
  boolean,
  integer,  // bits, is_signed
  float64,
  str,
  array,     // element; frozen or not
  optional,  // element: a reference type
  object,    // declared object type, generic instance, or union variant
  union_,    // variants
  record,
  enumeration,
  value,  // the guest's dynamic type
  values,
  args,
  code,
  assembler,
  native,
  tasklet,
  context,
  frame_info,
  fields,  // values by key, a part of an object
  label,   // label operand in an op's body
  window,  // regs operand in an op's body
};

enum class Sharing : std::uint8_t { machine, local, owned, shared };
enum class FieldKind : std::uint8_t { let, var, part, hint };

struct Type;

struct FieldInfo {
  std::string name;
  const Type* type = nullptr;
  FieldKind kind = FieldKind::let;
  bool has_default = false;
};

/// An arm of the `value` type.
struct ArmInfo {
  std::string name;
  const Type* type = nullptr;  // null: nil
};

struct Type {
  TypeKind kind = TypeKind::error;
  std::string name;  // as the author writes it: "i64", "List<i64>", "Expr.Binary"
  int bits = 0;
  bool is_signed = false;
  bool frozen = false;            // array
  const Type* element = nullptr;  // array, optional
  Sharing sharing = Sharing::machine;
  int class_id = -1;                    // object, arrays, str, ...: class number in the object header
  const Type* union_type = nullptr;     // set for an object that is a variant
  std::vector<const Type*> variants;    // union_
  std::vector<FieldInfo> fields;        // object, record
  std::vector<ArmInfo> arms;            // value
  std::vector<std::string> constants;   // enumeration
  const Type* callable_code = nullptr;  // object whose first field is `code: Code`
  syntax::Decl* decl = nullptr;         // sema and lowering only
  source::Span span;

  bool is_reference() const {
    switch (kind) {
      case TypeKind::str:
      case TypeKind::array:
      case TypeKind::optional:
      case TypeKind::object:
      case TypeKind::union_:
      case TypeKind::code:
      case TypeKind::assembler:
      case TypeKind::native:
      case TypeKind::tasklet:
      case TypeKind::context:
      case TypeKind::frame_info:
      case TypeKind::fields:
      case TypeKind::nil:
        return true;
      default:
        return false;
    }
  }
  bool is_numeric() const { return kind == TypeKind::integer || kind == TypeKind::float64; }
};

/// The type with its article, for messages: "a str", "an i64".
std::string named(const Type* type);

/// Owns and interns all types of one translation. Iteration is in creation order, so output is reproducible.
class TypeTable {
 public:
  TypeTable();
  const Type* error() const { return error_; }
  const Type* unit() const { return unit_; }
  const Type* never() const { return never_; }
  const Type* nil() const { return nil_; }
  const Type* boolean() const { return boolean_; }
  const Type* float64() const { return float64_; }
  const Type* str() const { return str_; }
  const Type* i64() const { return integer(64, true); }
  const Type* integer(int bits, bool is_signed) const;
  const Type* array(const Type* element, bool frozen);
  const Type* optional(const Type* element);
  /// The machine's type of that kind (values, args, code, assembler, native, tasklet, context, frame_info, fields,
  /// label, window).
  const Type* machine(TypeKind kind) const;
  /// Adds a declared type for sema to fill in. Names must be unique.
  Type* declare(TypeKind kind, std::string name);
  /// The guest's value type; null until it is declared.
  const Type* value() const { return value_; }
  void set_value(const Type* type) { value_ = type; }
  const std::vector<std::unique_ptr<Type>>& all() const { return all_; }

 private:
  Type* add(TypeKind kind, std::string name, Sharing sharing);
  std::vector<std::unique_ptr<Type>> all_;
  std::map<std::pair<const Type*, int>, const Type*> derived_;
  const Type *error_, *unit_, *never_, *nil_, *boolean_, *float64_, *str_;
  const Type* integers_[8];
  std::map<TypeKind, const Type*> machine_;
  const Type* value_ = nullptr;
};

/// The effects of a function, as bits.
enum Effect : std::uint32_t {
  effect_raises = 1,
  effect_allocates = 2,
  effect_routes = 4,
  effect_suspends = 8,
  effect_blocks = 16,
  effect_foreign = 32,
  effect_frame = 64,
  // Of functions: computed by the pass `writes`.
  effect_writes = 128,  // changes an object's state, except hints
  effect_home = 256,    // depends on the context that the object was made in
};

}  // namespace heddle::sema
