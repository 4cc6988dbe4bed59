// How things of the description are called and typed in C++.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "translator/ir/ir.h"
#include "translator/ir/layout.h"

namespace heddle::cpp {

/// What the functions of a program are called: after the description, so that a name stays when another function comes
/// or goes. Different names that C++ cannot tell apart get a number.
class Names {
 public:
  Names(const ir::Program& program, const ir::Layout& layout);
  const std::string& of(const ir::Function& function) const {
    return functions_[static_cast<std::size_t>(function.id)];
  }
  // Numbers that change when another one comes have names, constants of language.h: "id_Table", "root_strings",
  // "table_LIMITS".
  const std::string& class_id(int id) const { return classes_[static_cast<std::size_t>(id)]; }
  const std::string& root(std::int64_t index) const { return roots_[static_cast<std::size_t>(index)]; }
  const std::string& table(std::int64_t index) const { return tables_[static_cast<std::size_t>(index)]; }
  /// The definitions of these constants.
  std::string constants(const ir::Program& program) const;

 private:
  std::vector<std::string> functions_, classes_, roots_, tables_;
};

/// The C++ names of the strings that a program's functions mention: "str_tonumber", or, where the text is not a word,
/// "str_bad_arg_3f2a91c0". By content alone, so that a name stays when another string comes or goes.
class Strings {
 public:
  const std::string& name(const std::string& text);
  const std::map<std::string, std::string>& texts_by_name() const { return texts_; }

 private:
  std::map<std::string, std::string> names_, texts_;
};

/// FNV-1a: the same everywhere.
std::uint32_t hash(const std::string& text);
/// Letters, digits and '_' only.
std::string plain(const std::string& name);
std::string struct_name(const ir::Type* type);
/// The C++ type of a register, field or element.
std::string type_name(const ir::Type* type);
/// The C++ variables of a function's registers: `count` is the description's `count`, `count_2` another one of that
/// name (of an inlined function, say); a temporary is named after the operand or field that it holds, or `t1`.
std::vector<std::string> variables(const ir::Function& function);
/// Of the MethodInfo by which requests name a method.
std::string method_name(const std::string& function);
std::string quoted(const std::string& text);
bool has_value(const ir::Type* type);

/// `expression` of that type as a Value; records are encoded field by field elsewhere.
std::string encoded(const ir::Type* type, const std::string& expression);
std::string decoded(const ir::Type* type, const std::string& value);
/// The same for a register that holds a live value of that type: a reference that is not optional is never null.
std::string boxed(const ir::Type* type, const std::string& expression);
std::string unboxed(const ir::Type* type, const std::string& value);
/// Values needed for a type: 1, or the sum of a record's fields.
int width(const ir::Type* type);

}  // namespace heddle::cpp
