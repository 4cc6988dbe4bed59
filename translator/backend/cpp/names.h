// The C++ names and types of things in the description.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "translator/ir/ir.h"
#include "translator/ir/layout.h"

namespace heddle::cpp {

/// The names of a program's functions: derived from the description, so that a name stays the same when another
/// function is added or removed. Distinct names that are the same in C++ get a number.
class Names {
 public:
  Names(const ir::Program& program, const ir::Layout& layout);
  const std::string& of(const ir::Function& function) const {
    return functions_[static_cast<std::size_t>(function.id)];
  }
  // Numbers that change when others are added are named constants in language.h: "id_Table", "root_strings",
  // "table_LIMITS".
  const std::string& class_id(int id) const { return classes_[static_cast<std::size_t>(id)]; }
  const std::string& root(std::int64_t index) const { return roots_[static_cast<std::size_t>(index)]; }
  const std::string& table(std::int64_t index) const { return tables_[static_cast<std::size_t>(index)]; }
  /// The definitions of these constants.
  std::string constants(const ir::Program& program) const;

 private:
  std::vector<std::string> functions_, classes_, roots_, tables_;
};

/// The C++ names of the strings that a program's functions use: "str_tonumber", or "str_bad_arg_3f2a91c0" if the text
/// is not a word. They depend on the content alone, so a name stays the same when another string is added or removed.
class Strings {
 public:
  const std::string& name(const std::string& text);
  const std::map<std::string, std::string>& texts_by_name() const { return texts_; }

 private:
  std::map<std::string, std::string> names_, texts_;
};

/// FNV-1a: the same on every machine.
std::uint32_t hash(const std::string& text);
/// Reduces a name to letters, digits and '_'.
std::string plain(const std::string& name);
std::string struct_name(const ir::Type* type);
/// The C++ type of a register, field or element.
std::string type_name(const ir::Type* type);
/// The C++ variables of a function's registers: `count` is the description's `count`, `count_2` another variable of
/// that name (from an inlined function, say); a temporary is named after the operand or field that it holds, or `t1`.
std::vector<std::string> variables(const ir::Function& function);
/// The name of the MethodInfo with which requests identify a method.
std::string method_name(const std::string& function);
std::string quoted(const std::string& text);
bool has_value(const ir::Type* type);

/// `expression` of that type, as a Value; records are encoded field by field elsewhere.
std::string encoded(const ir::Type* type, const std::string& expression);
std::string decoded(const ir::Type* type, const std::string& value);
/// The same for a register that holds a live value of that type: a reference that is not optional is never null.
std::string boxed(const ir::Type* type, const std::string& expression);
std::string unboxed(const ir::Type* type, const std::string& value);
/// The number of Values a type needs: 1, or the sum of a record's fields.
int width(const ir::Type* type);

}  // namespace heddle::cpp
