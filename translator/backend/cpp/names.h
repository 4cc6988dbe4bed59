// How things of the description are called and typed in C++.
#pragma once
#include <string>
#include <vector>

#include "translator/ir/ir.h"
#include "translator/ir/layout.h"

namespace heddle::cpp {

/// What the functions of a program are called: after the description, so that a name stays when another function comes
/// or goes. Different names that C++ cannot tell apart get a number.
class Names {
 public:
  explicit Names(const ir::Program& program);
  const std::string& of(const ir::Function& function) const { return names_[static_cast<std::size_t>(function.id)]; }

 private:
  std::vector<std::string> names_;
};

/// Letters, digits and '_' only.
std::string plain(const std::string& name);
std::string struct_name(const ir::Type* type);
/// The C++ type of a register, field or element.
std::string type_name(const ir::Type* type);
/// "count_3" for a register that holds the description's `count`, "t3" for a temporary.
std::string variable(const ir::Function& function, ir::Reg reg);
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
