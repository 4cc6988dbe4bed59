// `a.b` without a call: fields, properties of the machine's types, enum constants.
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
      expr.machine = row->id;
      return c_.resolve_text(row->result);
    }
    c_.suggest(c_.error(expr.span, "'" + base + "' has no '" + expr.text + "'"), expr.text, machine_names(base));
    return c_.types.error();
  }
  const Decl* decl = c_.find(base);
  if (decl && decl->kind == DeclKind::enum_ && decl->type) {
    for (std::size_t i = 0; i < decl->variants.size(); ++i)
      if (decl->variants[i].name == expr.text) {
        expr.target = Target::enum_constant;
        expr.int_value = static_cast<std::int64_t>(i);
        return decl->type;
      }
    return no_case(expr, *decl->type, "the enum '" + base + "' has no '" + expr.text + "'");
  }
  for (const std::string& module : {"std." + base, base})
    if (const auto names = c_.by_module.find(module); names != c_.by_module.end())
      if (const auto found = names->second.find(expr.text); found != names->second.end()) {
        Expr plain;
        expr.kind = ExprKind::name;
        expr.kids.clear();
        return name(expr);
      }
  return decl ? type_member(expr, *decl) : module_member(expr, base);
}

/// Reports that a union, enum or value type lacks the case that `expr` names.
const Type* BodyChecker::no_case(const Expr& expr, const Type& type, const std::string& message) {
  auto& report = c_.error(expr.span, message);
  c_.suggest(report, expr.text, case_names(&type));
  report.note(type.span, "it has " + listed_cases(&type));
  return c_.types.error();
}

/// Reports `U.A` without a call, and `T.x`: says what the member is. Returns null if `decl` is not a type.
const Type* BodyChecker::type_member(Expr& expr, const Decl& decl) {
  const std::string dotted = decl.name + "." + expr.text;
  switch (decl.kind) {
    case DeclKind::union_:
      for (const auto& variant : decl.variants) {
        if (variant.name != expr.text) continue;
        c_.error(expr.span, "'" + dotted + "' is a variant, not a value")
            .note(variant.span, "make one: '" + dotted + (variant.fields.empty() ? "()'" : "(...)'"));
        return c_.types.error();
      }
      return no_case(expr, *decl.type, "the union '" + decl.name + "' has no variant '" + expr.text + "'");
    case DeclKind::value:
      c_.error(expr.span, "'" + dotted + "' is not how a " + decl.name + " is made")
          .note("what has the type of an arm becomes a " + decl.name + " by itself");
      return c_.types.error();
    case DeclKind::object:
    case DeclKind::record:
      c_.error(expr.span, "'" + decl.name + "' is a type: only an object of it has members")
          .note(decl.name_span, "make one: '" + decl.name + (decl.type_params.empty() ? "(...)'" : "<...>(...)'"));
      return c_.types.error();
    default:
      return nullptr;
  }
}

/// Reports what the module lacks for `text.x`, if no declaration is called `text`. Returns null if there is no such
/// module.
const Type* BodyChecker::module_member(Expr& expr, const std::string& base) {
  for (const std::string& module : {"std." + base, base}) {
    const auto names = c_.by_module.find(module);
    if (names == c_.by_module.end()) continue;
    std::vector<std::string> known;
    for (const auto& [name, decl] : names->second) known.push_back(name);
    c_.suggest(c_.error(expr.span, "the module '" + module + "' has no '" + expr.text + "'"), expr.text, known);
    return c_.types.error();
  }
  if (!c_.program.std_index || c_.program.std_index("std." + base).empty()) return nullptr;
  c_.suggest(c_.error(expr.span, "the module 'std." + base + "' is not used here"), "std." + base, {});
  return c_.types.error();
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
  receiver_ = &base;
  const Type* holder = infer(base, nullptr);
  if (holder->kind == TypeKind::error) return holder;
  if (holder->kind == TypeKind::optional) {
    c_.error(expr.span, "this may be nil, so '." + expr.text + "' is not possible")
        .note("use 'if let x = ...', or '!' when it cannot be nil");
    return t.error();
  }
  if (holder->kind == TypeKind::array && expr.text == "len") {
    expr.target = Target::machine;
    expr.machine = Machine::array_len;
    return t.i64();
  }
  if (holder->kind == TypeKind::code && expr.text == "data") {
    expr.target = Target::machine;
    expr.machine = Machine::code_data;
    return t.machine(TypeKind::code);
  }
  if (const auto prefix = machine_prefix(holder); !prefix.empty()) {
    const std::string dotted = std::string(prefix) + "." + expr.text;
    const MachineFunction* row = find_machine(dotted);
    if (row && row->is_property()) {
      expr.target = Target::machine;
      expr.machine = row->id;
      return c_.resolve_text(row->result);
    }
    if (row) {
      c_.error(expr.span, "'" + expr.text + "' is a method; call it");
      return t.error();
    }
    c_.suggest(c_.error(expr.span, named(holder) + " has no member '" + expr.text + "'"), expr.text, members(holder));
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
  if (holder->kind == TypeKind::value)
    report.note("a Value must be taken apart with 'match' or 'if ... is'");
  else if (holder->kind == TypeKind::union_)
    report.note("take it apart with 'match': its variants have fields");
  else
    c_.suggest(report, expr.text, members(holder));
  if (holder->span.valid()) report.note(holder->span, "it is declared here");
  return c_.types.error();
}

}  // namespace heddle::sema
