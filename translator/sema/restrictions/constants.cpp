// Constants are known before the machine runs: bools, integers, f64, str, enum constants, and frozen arrays of these,
// computed with operators from one another, never from themselves.
#include <algorithm>
#include <functional>

#include "translator/sema/checker.h"

namespace heddle::sema {

namespace {

bool is_constant_expression(const Expr& e) {
  switch (e.kind) {
    case ExprKind::int_lit:
    case ExprKind::float_lit:
    case ExprKind::str_lit:
    case ExprKind::bool_lit:
      return true;
    case ExprKind::name:
    case ExprKind::member:
      return e.target == Target::constant || e.target == Target::enum_constant;
    case ExprKind::unary:
    case ExprKind::binary:
    case ExprKind::cast:
    case ExprKind::array_lit:
      return std::all_of(e.kids.begin(), e.kids.end(), [](const ExprPtr& kid) { return is_constant_expression(*kid); });
    default:
      return false;
  }
}

}  // namespace

/// Runs before any body is checked: a constant whose value depends on itself gets the error type.
void Checker::check_constant(Decl& decl) {
  if (decl.type->kind != TypeKind::error && !not_shareable(decl.type).empty()) {
    error(decl.name_span, "a constant is seen by every context: " + not_shareable(decl.type), "local-escape")
        .note("say that it never changes: 'const " + decl.name + ": frozen [T] = [...]'");
    decl.type = types.error();
    return;
  }
  bool known = false;
  std::vector<const Decl*> open;
  std::function<bool(const Expr&)> needs_itself = [&](const Expr& e) {
    const Decl* used = e.kind == ExprKind::name ? find(e.text) : nullptr;
    if (used == &decl) return true;
    if (used && used->kind == DeclKind::constant && used->body &&
        std::find(open.begin(), open.end(), used) == open.end()) {
      known = known || (used->type && used->type->kind == TypeKind::error);
      open.push_back(used);
      if (needs_itself(*used->body)) return true;
    }
    return std::any_of(e.kids.begin(), e.kids.end(), [&](const ExprPtr& kid) { return needs_itself(*kid); });
  };
  if (!decl.body || !needs_itself(*decl.body)) return;
  if (!known) error(decl.name_span, "the value of the constant '" + decl.name + "' needs itself");
  decl.type = types.error();
}

/// Runs after the value has been typed.
void Checker::check_constant_value(Decl& decl) {
  const Type* type = decl.type;
  if (type->kind == TypeKind::error || decl.body->type->kind == TypeKind::error) return;
  if (!not_shareable(type).empty())
    error(decl.body->span, "a constant is seen by every context: " + not_shareable(type), "local-escape")
        .note("say that it never changes: 'const " + decl.name + ": frozen " + type->name + " = ...'");
  else if (!is_constant_expression(*decl.body))
    error(decl.body->span, "the value of '" + decl.name + "' is not known before the machine runs")
        .note("literals, operators and other constants are; a 'root' can be set in main");
}

}  // namespace heddle::sema
