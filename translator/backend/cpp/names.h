// How things of the description are called and typed in C++.
#pragma once
#include <string>

#include "translator/ir/ir.h"
#include "translator/ir/layout.h"

namespace heddle::cpp {

/// Letters, digits and '_' only.
std::string plain(const std::string& name);
std::string struct_name(const ir::Type* type);
/// The C++ type of a register, field or element.
std::string type_name(const ir::Type* type);
std::string function_name(const ir::Function& function);
std::string resume_name(const ir::Function& function);
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
