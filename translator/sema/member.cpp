// `a.b` that is not called: fields, properties of the machine's types, constants of enums.
#include "translator/sema/checker.h"
#include "translator/sema/machine.h"

namespace heddle::sema {

Decl* BodyChecker::find_method(const Type* type, const std::string& name) const {
  if (type->kind != TypeKind::object || !type->decl || type->union_type) return nullptr;
  for (auto& method : type->decl->methods)
    if (method->name == name) return method.get();
  return nullptr;
}

const Type* BodyChecker::list_of_values() { return c_.resolve_text("List<Value>"); }

/// `Tok.Plus`, `text.name`, `frame.open`: members of something that is not a value.
const Type* BodyChecker::static_member(Expr& expr, const std::string& base) {
  const std::string dotted = base + "." + expr.text;
  if (base == "frame" || base == "here") {
    if (const MachineFunction* row = find_machine(dotted)) {
      expr.target = Target::machine;
      expr.builtin = dotted;
      return c_.resolve_text(row->result);
    }
    return nullptr;
  }
  const Decl* decl = c_.find(base);
  if (decl && decl->kind == DeclKind::enum_ && decl->type) {
    for (std::size_t i = 0; i < decl->variants.size(); ++i)
      if (decl->variants[i].name == expr.text) {
        expr.target = Target::enum_constant;
        expr.int_value = static_cast<std::int64_t>(i);
        return decl->type;
      }
    c_.error(expr.span, "the enum '" + base + "' has no '" + expr.text + "'")
        .note(decl->name_span, "it is declared here");
    return c_.types.error();
  }
  for (const std::string& module : {"std." + base, base})
    if (const auto names = c_.by_module.find(module); names != c_.by_module.end())
      if (const auto found = names->second.find(expr.text); found != names->second.end()) {
        Expr plain;
        expr.kind = ExprKind::name;
        expr.kids.clear();
        return name(expr);
      }
  return nullptr;
}

const Type* BodyChecker::member(Expr& expr) {
  TypeTable& t = c_.types;
  Expr& base = *expr.kids[0];
  if (base.kind == ExprKind::name && lookup(base.text) < 0 && operand(base.text) < 0) {
    const bool is_field = [&] {
      if (decl_.owner)
        for (const auto& f : decl_.owner->fields)
          if (f.name == base.text) return true;
      return false;
    }();
    if (!is_field)
      if (const Type* type = static_member(expr, base.text)) return type;
  }
  const Type* holder = infer(base, nullptr);
  if (holder->kind == TypeKind::error) return holder;
  if (holder->kind == TypeKind::optional) {
    c_.error(expr.span, "this may be nil, so '." + expr.text + "' is not possible")
        .note("use 'if let x = ...', or '!' when it cannot be nil");
    return t.error();
  }
  if (holder->kind == TypeKind::array && expr.text == "len") {
    expr.target = Target::machine;
    expr.builtin = "array.len";
    return t.i64();
  }
  if (holder->kind == TypeKind::code && expr.text == "data") {
    expr.target = Target::machine;
    expr.builtin = "code.data";
    return t.machine(TypeKind::code);
  }
  if (const auto prefix = machine_prefix(holder); !prefix.empty()) {
    const std::string dotted = std::string(prefix) + "." + expr.text;
    const MachineFunction* row = find_machine(dotted);
    if (row && row->is_property) {
      expr.target = Target::machine;
      expr.builtin = dotted;
      return c_.resolve_text(row->result);
    }
    c_.error(expr.span, named(holder) + " has no member '" + expr.text + "'");
    return t.error();
  }
  return field_of(expr, holder);
}

const Type* BodyChecker::field_of(Expr& expr, const Type* holder) {
  for (std::size_t i = 0; i < holder->fields.size(); ++i) {
    const FieldInfo& field = holder->fields[i];
    if (field.name != expr.text) continue;
    expr.target = Target::field;
    expr.local = static_cast<int>(i);
    const bool own = decl_.owner && decl_.owner->type == holder && expr.kids[0]->kind == ExprKind::self_ref;
    if (holder->sharing == Sharing::owned && field.kind != FieldKind::let && !own)
      c_.error(expr.span, "'" + field.name + "' of '" + holder->name + "' is touched from outside", "owned-access")
          .note("only methods of '" + holder->name +
                "' touch it, through 'self'; add a method, which runs on the owner");
    return field.type;
  }
  if (find_method(holder, expr.text)) {
    c_.error(expr.span, "'" + expr.text + "' is a method; call it");
    return c_.types.error();
  }
  auto& report = c_.error(expr.span, named(holder) + " has no field '" + expr.text + "'");
  if (holder->span.valid()) report.note(holder->span, "it is declared here");
  return c_.types.error();
}

}  // namespace heddle::sema
