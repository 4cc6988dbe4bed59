// Operators, conversions, `is` tests, indexing, array literals.
#include "translator/sema/checker.h"
#include "translator/sema/machine.h"

namespace heddle::sema {

namespace {

bool is_error(const Type* t) { return t->kind == TypeKind::error; }
bool is_comparison(const std::string& op) {
  return op == "==" || op == "!=" || op == "<" || op == "<=" || op == ">" || op == ">=";
}

}  // namespace

const Type* BodyChecker::unary(Expr& expr, const Type* hint) {
  if (expr.text == "!") {
    check(*expr.kids[0], c_.types.boolean());
    return c_.types.boolean();
  }
  if (expr.kids[0]->kind == ExprKind::int_lit && expr.text == "-" && hint && hint->kind == TypeKind::integer &&
      hint->is_signed) {
    const bool suffix = !expr.kids[0]->text.empty() && expr.kids[0]->text != "byte";
    if (!suffix) {
      check_literal(*expr.kids[0], hint, true);
      expr.kids[0]->type = hint;
      return hint;
    }
  }
  const Type* type = infer(*expr.kids[0], hint);
  if (is_error(type)) return type;
  if (!type->is_numeric() || (expr.text == "~" && type->kind != TypeKind::integer)) {
    c_.error(expr.span,
             "'" + expr.text + "' needs a number, not " + (type->kind == TypeKind::unit ? named(type) : type->name));
    return c_.types.error();
  }
  return type;
}

const Type* BodyChecker::binary(Expr& expr, const Type* hint) {
  TypeTable& t = c_.types;
  Expr &a = *expr.kids[0], &b = *expr.kids[1];
  const std::string& op = expr.text;
  if (op == "&&" || op == "||") {
    check(a, t.boolean());
    check(b, t.boolean());
    return t.boolean();
  }
  const bool compares = is_comparison(op);
  const Type* operand_hint = compares ? nullptr : hint;
  const bool a_adapts = is_literal_int(a) || a.kind == ExprKind::nil_lit;
  if (a_adapts && !is_literal_int(b)) {
    infer(b, operand_hint);
    infer(a, b.type);
  } else {
    infer(a, operand_hint);
    infer(b, a.type);
  }
  if (is_error(a.type) || is_error(b.type)) return compares ? t.boolean() : t.error();
  for (const Expr* side : {&a, &b})
    if (side->type->kind == TypeKind::unit) {
      c_.error(side->span, "this has no value");
      return compares ? t.boolean() : t.error();
    }
  if (op == "<<" || op == ">>") {
    if (a.type->kind == TypeKind::integer && b.type->kind == TypeKind::integer) {
      if (a.type != b.type) b.coerce = nullptr, coerce(b, a.type);
      return a.type;
    }
  } else if (compares && (op == "==" || op == "!=")) {
    const Type* type = join(a.type, b.type);
    const bool comparable =
        type && type->kind != TypeKind::record && type->kind != TypeKind::unit && type->kind != TypeKind::nil;
    if (comparable) {
      coerce(a, type);
      coerce(b, type);
      return t.boolean();
    }
  } else if (a.type == b.type) {
    if (compares && (a.type->is_numeric() || a.type->kind == TypeKind::str || a.type->kind == TypeKind::enumeration))
      return t.boolean();
    if (op == "+" && a.type->kind == TypeKind::str) {
      expr.target = Target::machine;
      expr.machine = Machine::str_concat;
      return a.type;
    }
    const bool bits = op == "&" || op == "|" || op == "^";
    if (bits && a.type->kind == TypeKind::boolean) return a.type;
    if (!compares && a.type->is_numeric() && !(bits && a.type->kind != TypeKind::integer) &&
        !(op == "%" && a.type->kind == TypeKind::float64))
      return a.type;
  }
  auto& report = c_.error(expr.span, "'" + op + "' does not go with " + a.type->name + " and " + b.type->name);
  if (a.type->is_numeric() && b.type->is_numeric() && a.type != b.type) report.note("convert one side with 'as'");
  return compares ? t.boolean() : t.error();
}

const Type* BodyChecker::cast(Expr& expr) {
  const Type* to = c_.resolve(expr.type_expr);
  const Type* from = infer(*expr.kids[0], to->is_numeric() && is_literal_int(*expr.kids[0]) ? nullptr : nullptr);
  if (is_error(to) || is_error(from)) return to;
  const bool number = (from->is_numeric() || from->kind == TypeKind::enumeration || from->kind == TypeKind::boolean) &&
                      to->is_numeric();
  const bool data =
      expr.kids[0]->machine == Machine::code_data && to->kind == TypeKind::object && to->sharing == Sharing::shared;
  const bool widens = fits(from, to);
  const bool down = from->kind == TypeKind::union_ && to->union_type == from;
  if (!number && !data && !widens && !down) {
    auto& report = c_.error(expr.span, named(from) + " cannot become " + named(to) + " with 'as'");
    report.note(from->kind == TypeKind::value ? "take it apart with 'match'" : "'as' converts numbers only");
  }
  return to;
}

/// `e is Arm`: int_value is the arm's index for Values; for unions `type_expr` is unused and `decl` null.
const Type* BodyChecker::is_test(Expr& expr) {
  const Type* type = infer(*expr.kids[0], nullptr);
  if (is_error(type)) return c_.types.boolean();
  if (type->kind == TypeKind::value) {
    for (std::size_t i = 0; i < type->arms.size(); ++i)
      if (type->arms[i].name == expr.text || (expr.text == "nil" && !type->arms[i].type)) {
        expr.int_value = static_cast<std::int64_t>(i);
        return c_.types.boolean();
      }
  } else if (type->kind == TypeKind::union_) {
    for (std::size_t i = 0; i < type->variants.size(); ++i)
      if (type->variants[i]->name == expr.text || type->variants[i]->name == type->name + "." + expr.text) {
        expr.int_value = static_cast<std::int64_t>(i);
        return c_.types.boolean();
      }
  }
  if (type->kind != TypeKind::value && type->kind != TypeKind::union_) {
    c_.error(expr.span, "'is' tests the cases of a Value or a union; this is " + named(type));
    return c_.types.boolean();
  }
  auto& report = c_.error(expr.span, named(type) + " has no case '" + expr.text + "'");
  c_.suggest(report, expr.text, case_names(type));
  report.note("its cases are " + listed_cases(type));
  return c_.types.boolean();
}

const Type* BodyChecker::index(Expr& expr) {
  TypeTable& t = c_.types;
  const Type* holder = infer(*expr.kids[0], nullptr);
  if (is_error(holder)) {
    infer(*expr.kids[1], nullptr);
    return holder;
  }
  if (holder->kind == TypeKind::object) {
    if (Decl* get = find_method(holder, "get"); get && get->params.size() == 1) {
      expr.target = Target::method;
      expr.decl = get;
      check(*expr.kids[1], get->params[0].type);
      return get->result_type;
    }
  }
  check(*expr.kids[1], t.i64());
  switch (holder->kind) {
    case TypeKind::array:
      return holder->element;
    case TypeKind::str:
      return t.integer(8, false);
    case TypeKind::window:
      expr.target = Target::operand;
      expr.local = expr.kids[0]->local;
      return t.value() ? t.value() : t.error();
    case TypeKind::args:
      return t.value() ? t.value() : t.error();
    default:
      break;
  }
  auto& report = c_.error(expr.span, named(holder) + " cannot be indexed");
  if (holder->kind == TypeKind::optional) report.note("it may be nil: use 'if let', or '!' when it cannot be");
  return t.error();
}

const Type* BodyChecker::array_literal(Expr& expr, const Type* hint) {
  TypeTable& t = c_.types;
  if (hint && hint->kind == TypeKind::optional) hint = hint->element;
  const Type* element = hint && hint->kind == TypeKind::array ? hint->element : nullptr;
  const bool frozen = hint && hint->kind == TypeKind::array && hint->frozen;
  if (!element && expr.kids.empty()) {
    c_.error(expr.span, "an empty array does not say what its elements are", "definite-type")
        .note("write the type: '[T](0, fill)' or 'let a: [T] = []'");
    return t.error();
  }
  for (auto& kid : expr.kids) {
    check(*kid, element);
    if (!element) element = kid->type;
    if (is_error(kid->type)) element = t.error();
  }
  if (is_error(element)) return element;
  return t.array(element, frozen);
}

}  // namespace heddle::sema
