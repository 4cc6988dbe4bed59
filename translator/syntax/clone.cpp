// Copies of trees, for generic types: syntax only, without sema's findings.
#include "translator/syntax/tree.h"

namespace heddle::syntax {
namespace {

ExprPtr clone_if(const ExprPtr& expr) { return expr ? clone(*expr) : nullptr; }

Field clone(const Field& field) {
  Field copy;
  copy.kind = field.kind;
  copy.name = field.name;
  copy.type_expr = field.type_expr;
  copy.initial = clone_if(field.initial);
  copy.span = field.span;
  return copy;
}

Variant clone(const Variant& variant) {
  Variant copy;
  copy.name = variant.name;
  copy.type_expr = variant.type_expr;
  for (const auto& field : variant.fields) copy.fields.push_back(clone(field));
  copy.span = variant.span;
  return copy;
}

MatchArm clone(const MatchArm& arm) {
  MatchArm copy;
  copy.pattern = syntax::clone(arm.pattern);
  copy.guard = clone_if(arm.guard);
  copy.body = clone_if(arm.body);
  copy.span = arm.span;
  return copy;
}

}  // namespace

Pattern clone(const Pattern& pattern) {
  Pattern copy;
  copy.kind = pattern.kind;
  copy.span = pattern.span;
  copy.text = pattern.text;
  copy.binding = pattern.binding;
  copy.literal = clone_if(pattern.literal);
  for (const auto& kid : pattern.kids) copy.kids.push_back(clone(kid));
  return copy;
}

ExprPtr clone(const Expr& expr) {
  auto copy = std::make_unique<Expr>();
  copy->kind = expr.kind;
  copy->span = expr.span;
  copy->text = expr.text;
  copy->int_value = expr.int_value;
  copy->float_value = expr.float_value;
  copy->flag = expr.flag;
  copy->spread = expr.spread;
  copy->type_expr = expr.type_expr;
  for (const auto& kid : expr.kids) copy->kids.push_back(clone_if(kid));
  copy->labels = expr.labels;
  for (const auto& arm : expr.arms) copy->arms.push_back(clone(arm));
  copy->height = expr.height;
  return copy;
}

DeclPtr clone(const Decl& decl) {
  auto copy = std::make_unique<Decl>();
  copy->kind = decl.kind;
  copy->name = decl.name;
  copy->doc = decl.doc;
  copy->span = decl.span;
  copy->name_span = decl.name_span;
  copy->module_name = decl.module_name;
  copy->type_params = decl.type_params;
  copy->sharing = decl.sharing;
  for (const auto& field : decl.fields) copy->fields.push_back(clone(field));
  for (const auto& method : decl.methods) copy->methods.push_back(clone(*method));
  for (const auto& variant : decl.variants) copy->variants.push_back(clone(variant));
  for (const auto& param : decl.params) copy->params.push_back({param.name, param.type_expr, param.span});
  copy->result = decl.result;
  for (const auto& operand : decl.operands)
    copy->operands.push_back({operand.name, operand.mode, operand.type_expr, operand.span});
  copy->body = clone_if(decl.body);
  copy->type_expr = decl.type_expr;
  copy->shown_name = decl.shown_name;
  copy->without = decl.without;
  copy->without_spans = decl.without_spans;
  copy->effects = decl.effects;
  return copy;
}

}  // namespace heddle::syntax
