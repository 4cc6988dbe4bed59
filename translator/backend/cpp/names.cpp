#include "translator/backend/cpp/names.h"

#include <cctype>
#include <map>

#include <fmt/format.h>

namespace heddle::cpp {

using sema::TypeKind;

std::string plain(const std::string& name) {
  std::string out;
  for (char c : name) out += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return out;
}

bool has_value(const ir::Type* type) {
  return type && type->kind != TypeKind::unit && type->kind != TypeKind::never && type->kind != TypeKind::values;
}

std::string struct_name(const ir::Type* type) {
  return (type->kind == TypeKind::record ? "R_" : "O_") + plain(type->name);
}

std::string type_name(const ir::Type* type) {
  switch (type->kind) {
    case TypeKind::boolean:
      return "bool";
    case TypeKind::integer:
      return fmt::format("std::{}int{}_t", type->is_signed ? "" : "u", type->bits);
    case TypeKind::float64:
      return "double";
    case TypeKind::enumeration:
      return "std::int32_t";
    case TypeKind::args:
      return "std::int64_t";
    case TypeKind::value:
      return "hd::Value";
    case TypeKind::record:
      return struct_name(type);
    case TypeKind::str:
      return "hd::Str*";
    case TypeKind::array:
      return "hd::Array*";
    case TypeKind::code:
      return "hd::Code*";
    case TypeKind::assembler:
      return "hd::Asm*";
    case TypeKind::native:
      return "hd::Native*";
    case TypeKind::tasklet:
      return "hd::Tasklet*";
    case TypeKind::context:
      return "hd::ContextHandle*";
    case TypeKind::frame_info:
      return "hd::FrameInfoObject*";
    case TypeKind::optional:
      return type_name(type->element);
    case TypeKind::object:
      return struct_name(type) + "*";
    default:
      return "hd::Object*";
  }
}

Names::Names(const ir::Program& program) {
  std::map<std::string, int> used;
  for (const auto& f : program.functions) {
    const bool op = f->kind == ir::FunctionKind::op;
    std::string name = (op ? "op_" : "fn_") + plain(op ? f->name.substr(3) : f->name);
    if (const int before = used[name]++) name += fmt::format("_{}", before + 1);
    names_.push_back(std::move(name));
  }
}

std::string variable(const ir::Function& f, ir::Reg reg) {
  const std::string& name = f.reg_names[static_cast<std::size_t>(reg)];
  return name.empty() ? fmt::format("t{}", reg) : fmt::format("{}_{}", plain(name), reg);
}

std::string method_name(const std::string& function) { return "method_" + function; }

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (unsigned char c : text) {
    if (c == '"' || c == '\\' || c == '?')
      out += fmt::format("\\{}", static_cast<char>(c));
    else if (c < 32 || c > 126)
      out += fmt::format("\\{:03o}", c);
    else
      out += static_cast<char>(c);
  }
  return out + "\"";
}

std::string encoded(const ir::Type* type, const std::string& e) {
  switch (type->kind) {
    case TypeKind::boolean:
      return "hd::Value::boolean(" + e + ")";
    case TypeKind::integer:
    case TypeKind::enumeration:
    case TypeKind::args:
      return "hd_integer(" + e + ")";
    case TypeKind::float64:
      return "hd::Value::number(" + e + ")";
    case TypeKind::value:
      return e;
    default:
      return "hd::Value::reference(" + e + ")";
  }
}

std::string decoded(const ir::Type* type, const std::string& v) {
  switch (type->kind) {
    case TypeKind::boolean:
      return v + ".as_bool()";
    case TypeKind::integer:
    case TypeKind::enumeration:
    case TypeKind::args:
      return fmt::format("{}({}.bits)", type_name(type), v);
    case TypeKind::float64:
      return v + ".as_float()";
    case TypeKind::value:
      return v;
    default:
      return fmt::format("hd_reference<{}>({})", type_name(type), v);
  }
}

namespace {
bool is_sure_reference(const ir::Type* type) { return type->is_reference() && type->kind != TypeKind::optional; }
}  // namespace

std::string boxed(const ir::Type* type, const std::string& e) {
  return is_sure_reference(type) ? "hd::Value::object(" + e + ")" : encoded(type, e);
}

std::string unboxed(const ir::Type* type, const std::string& v) {
  return is_sure_reference(type) ? fmt::format("reinterpret_cast<{}>({}.bits)", type_name(type), v) : decoded(type, v);
}

int width(const ir::Type* type) {
  if (type->kind != TypeKind::record) return 1;
  int n = 0;
  for (const auto& field : type->fields) n += width(field.type);
  return n;
}

}  // namespace heddle::cpp
