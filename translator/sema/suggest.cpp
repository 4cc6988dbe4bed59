// Suggestions for unknown names: the closest known name, or the `use` line of the module that declares it.
#include "translator/source/suggest.h"

#include <algorithm>

#include "translator/sema/checker.h"
#include "translator/sema/machine.h"

namespace heddle::sema {

void Checker::suggest(source::Diagnostic& report, const std::string& name,
                      const std::vector<std::string>& candidates) const {
  if (name.empty()) return;
  const std::string module = program.std_index ? program.std_index(name) : "";
  if (!module.empty() && !by_module.count(module)) {
    report.note(module == name ? "add the line 'use " + module + "'"
                               : "'" + name + "' is in '" + module + "'; add the line 'use " + module + "'");
    return;
  }
  // Common names in other languages, whose spelling is not close.
  const bool length = name == "size" || name == "length" || name == "count";
  if (length && std::find(candidates.begin(), candidates.end(), "len") != candidates.end())
    report.note("did you mean 'len'?");
  else if (const std::string meant = source::closest(name, candidates); !meant.empty())
    report.note("did you mean '" + meant + "'?");
}

std::vector<std::string> Checker::names(std::initializer_list<DeclKind> kinds) const {
  std::vector<std::string> found;
  for (const auto& [name, decl] : program.names)
    if (std::find(kinds.begin(), kinds.end(), decl->kind) != kinds.end()) found.push_back(name);
  return found;
}

std::vector<std::string> Checker::type_names() const {
  std::vector<std::string> found;
  for (const auto& [name, type] : type_arguments_) found.push_back(name);
  for (const auto& type : types.all())
    if (type->kind != TypeKind::error && type->kind != TypeKind::label && type->kind != TypeKind::window &&
        type->kind != TypeKind::array && type->kind != TypeKind::optional && type->name.find('<') == std::string::npos)
      found.push_back(type->name);
  for (const auto& [name, decl] : program.names)
    if (!decl->type_params.empty()) found.push_back(name);
  return found;
}

/// The variables, operands and fields that a plain name may mean here, innermost first.
std::vector<std::string> BodyChecker::variables() const {
  std::vector<std::string> found;
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
    for (const auto& [name, slot] : *scope) found.push_back(name);
  for (const auto& operand : decl_.operands) found.push_back(operand.name);
  if (decl_.owner)
    for (const auto& field : decl_.owner->fields) found.push_back(field.name);
  return found;
}

/// The functions that a plain name before `(` may mean here.
std::vector<std::string> BodyChecker::functions() const {
  std::vector<std::string> found =
      c_.names({DeclKind::function, DeclKind::intrinsic, DeclKind::object, DeclKind::record, DeclKind::builtin});
  if (decl_.owner)
    for (const auto& method : decl_.owner->methods) found.push_back(method->name);
  for (const auto& name : machine_names("", decl_.kind == DeclKind::op)) found.push_back(name);
  found.push_back("Asm");
  return found;
}

/// The members that may follow the `.` of a value of that type.
std::vector<std::string> BodyChecker::members(const Type* holder) const {
  std::vector<std::string> found;
  for (const auto& field : holder->fields) found.push_back(field.name);
  if (holder->kind == TypeKind::object && holder->decl && !holder->union_type)
    for (const auto& method : holder->decl->methods) found.push_back(method->name);
  const auto prefix = holder->kind == TypeKind::array ? "array" : machine_prefix(holder);
  if (!prefix.empty())
    for (const auto& name : machine_names(prefix)) found.push_back(name);
  return found;
}

/// Arms, variants or constants: the names that a pattern of that type may use.
std::vector<std::string> case_names(const Type* type) {
  std::vector<std::string> found = type->constants;
  for (const auto& arm : type->arms) found.push_back(arm.type ? arm.name : "nil");
  for (const Type* variant : type->variants) found.push_back(variant->name.substr(variant->name.rfind('.') + 1));
  return found;
}

std::string listed_cases(const Type* type) {
  constexpr std::size_t most = 8;
  const auto all = case_names(type);
  std::string text;
  for (std::size_t i = 0; i < all.size() && i < most; ++i) text += (i ? ", " : "") + all[i];
  return all.size() > most ? text + ", ..." : text;
}

}  // namespace heddle::sema
