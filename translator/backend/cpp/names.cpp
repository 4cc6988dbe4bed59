#include "translator/backend/cpp/names.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

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
      return fmt::format("{}{}", type->is_signed ? "i" : "u", type->bits);
    case TypeKind::float64:
      return "double";
    case TypeKind::enumeration:
      return "i32";
    case TypeKind::args:
      return "i64";
    case TypeKind::value:
      return "Value";
    case TypeKind::record:
      return struct_name(type);
    case TypeKind::str:
      return "Str*";
    case TypeKind::array:
      return "Array*";
    case TypeKind::code:
      return "Code*";
    case TypeKind::assembler:
      return "Asm*";
    case TypeKind::native:
      return "Native*";
    case TypeKind::tasklet:
      return "hd::Tasklet*";
    case TypeKind::context:
      return "hd::ContextHandle*";
    case TypeKind::frame_info:
      return "hd::FrameInfoObject*";
    case TypeKind::fields:
      return "hd::Fields*";
    case TypeKind::optional:
      return type_name(type->element);
    case TypeKind::object:
      return struct_name(type) + "*";
    default:
      return "Object*";
  }
}

namespace {

/// Makes names distinct: one that has occurred before gets a number.
class Distinct {
 public:
  std::string add(const std::string& name) {
    const int before = used_[name]++;
    return before ? fmt::format("{}_{}", name, before + 1) : name;
  }

 private:
  std::map<std::string, int> used_;
};

/// "[Value]" -> "array_Value"
std::string class_word(const std::string& name) {
  std::string word;
  for (char c : name)
    if (c == '[')
      word += "array_";
    else if (c != ']' && c != ' ')
      word += c;
  return plain(word);
}

}  // namespace

Names::Names(const ir::Program& program, const ir::Layout& layout) {
  Distinct functions, others;
  for (const auto& f : program.functions) {
    const bool op = f->kind == ir::FunctionKind::op;
    functions_.push_back(functions.add((op ? "op_" : "fn_") + plain(op ? f->name.substr(3) : f->name)));
  }
  for (const auto& c : layout.classes) classes_.push_back(others.add("id_" + class_word(c.name)));
  for (const auto& root : program.roots) roots_.push_back(others.add("root_" + plain(root.name)));
  for (const auto& table : program.tables) tables_.push_back(others.add("table_" + plain(table.name)));
}

std::string Names::constants(const ir::Program& program) const {
  std::string text;
  const auto list = [&](const char* type, const std::vector<std::string>& names) {
    if (names.empty()) return;
    text += fmt::format("enum : {} {{\n", type);
    for (const std::string& name : names) text += fmt::format("  {},\n", name);
    text += "};\n";
  };
  list("u16", classes_);
  list("u32", roots_);
  list("u32", tables_);
  std::vector<std::string> natives;
  for (ir::FunctionId id : program.builtins) natives.push_back("native_" + of(program.function(id)));
  list("int", natives);
  return text;
}

namespace {

/// C++ keywords, macros of its library, and names that generated functions use besides registers.
bool is_taken(const std::string& name) {
  static const std::set<std::string> taken = {
      "alignas",   "alignof",   "and",      "and_eq",   "asm",     "auto",      "bitand",    "bitor",    "bool",
      "break",     "case",      "catch",    "char",     "class",   "compl",     "concept",   "const",    "consteval",
      "constexpr", "constinit", "continue", "decltype", "default", "delete",    "do",        "double",   "else",
      "enum",      "explicit",  "export",   "extern",   "false",   "float",     "for",       "friend",   "goto",
      "if",        "inline",    "int",      "long",     "mutable", "namespace", "new",       "noexcept", "not",
      "not_eq",    "nullptr",   "operator", "or",       "or_eq",   "private",   "protected", "public",   "register",
      "requires",  "return",    "short",    "signed",   "sizeof",  "static",    "struct",    "switch",   "template",
      "this",      "throw",     "true",     "try",      "typedef", "typeid",    "typename",  "union",    "unsigned",
      "using",     "virtual",   "void",     "volatile", "wchar_t", "while",     "xor",       "xor_eq",   "errno",
      "stderr",    "stdin",     "stdout",   "linux",    "unix",    "hd",        "std",       "cx",       "pc",
      "base",      "consts",    "frame",    "out",      "abrupt",  "form",      "resume",    "slots",    "fault",
      "i8",        "i16",       "i32",      "i64",      "u8",      "u16",       "u32",       "u64"};
  for (const char* prefix : {"hd_", "fn_", "op_", "str_", "id_", "root_", "table_", "native_", "method_"})
    if (name.starts_with(prefix)) return true;
  return taken.count(name) || name.find("__") != name.npos ||
         std::any_of(name.begin(), name.end(), [](unsigned char c) { return std::isupper(c); });
}

/// What a temporary holds: the operand or field read into it, or "" if it is anything else.
std::string what_it_holds(const ir::Function& f, const ir::Instr& i) {
  const auto index = static_cast<std::size_t>(i.imm);
  if (i.op == ir::Op::operand_get && index < f.operands.size()) return f.operands[index].name;
  if (i.op != ir::Op::get_field && i.op != ir::Op::array_get_field && i.op != ir::Op::record_get) return "";
  const ir::Type* holder = f.regs[static_cast<std::size_t>(i.args[0])];
  if (holder->kind == TypeKind::optional || holder->kind == TypeKind::array) holder = holder->element;
  return index < holder->fields.size() ? holder->fields[index].name : "";
}

}  // namespace

std::vector<std::string> variables(const ir::Function& f) {
  std::vector<std::string> names;
  for (const std::string& name : f.reg_names) names.push_back(plain(name));
  for (const auto& block : f.blocks)
    for (const ir::Instr& i : block.instrs)
      if (i.dst != ir::no_reg && names[static_cast<std::size_t>(i.dst)].empty())
        names[static_cast<std::size_t>(i.dst)] = plain(what_it_holds(f, i));
  std::set<std::string> used;
  std::map<std::string, int> counts;
  for (std::string& name : names) {
    const bool temporary = name.empty();
    const std::string wanted = temporary ? "t" : is_taken(name) ? "v_" + name : name;
    do {
      const int n = ++counts[wanted];
      name = temporary ? fmt::format("t{}", n) : n == 1 ? wanted : fmt::format("{}_{}", wanted, n);
    } while (!used.insert(name).second);
  }
  return names;
}

std::uint32_t hash(const std::string& text) {
  std::uint32_t hash = 2166136261u;
  for (unsigned char c : text) hash = (hash ^ c) * 16777619u;
  return hash;
}

const std::string& Strings::name(const std::string& text) {
  std::string& name = names_[text];
  if (!name.empty()) return name;
  constexpr std::size_t longest = 24;
  name = "str_" + plain(text.substr(0, longest));
  const bool is_word = !text.empty() && text.size() <= longest && plain(text) == text;
  if (!is_word) name += fmt::format("_{:08x}", hash(text));
  while (!texts_.emplace(name, text).second) name += "_";
  return name;
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
      return "Value::boolean(" + e + ")";
    case TypeKind::integer:
    case TypeKind::enumeration:
    case TypeKind::args:
      return "hd_integer(" + e + ")";
    case TypeKind::float64:
      return "Value::number(" + e + ")";
    case TypeKind::value:
      return e;
    default:
      return "Value::reference(" + e + ")";
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
  return is_sure_reference(type) ? "Value::object(" + e + ")" : encoded(type, e);
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
