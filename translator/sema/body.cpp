// Bodies: statements, names, literals, and conversion from the type found to the type wanted.
#include "runtime/abi/layout.h"
#include "translator/sema/checker.h"
#include "translator/sema/machine.h"

namespace heddle::sema {

namespace {

bool is_error(const Type* t) { return t->kind == TypeKind::error; }
}  // namespace

void BodyChecker::run() {
  if (!decl_.body) return;
  push();
  if (decl_.kind != DeclKind::op)
    for (std::size_t i = 0; i < decl_.locals.size(); ++i) scopes_.back()[decl_.locals[i].name] = static_cast<int>(i);
  const Type* result = decl_.result_type;
  const bool returns =
      result && result->kind != TypeKind::unit && result->kind != TypeKind::values && !is_error(result);
  if (returns) {
    const Type* type = block(*decl_.body, result, true);
    if (type->kind == TypeKind::unit && decl_.body->kind == ExprKind::block)
      c_.error(decl_.name_span, "'" + decl_.name + "' does not return " + named(result) + " on every path",
               "return-missing")
          .note("end the body with a value, or return on each path");
    else
      coerce(*decl_.body, result);
  } else {
    const Type* type = block(*decl_.body, nullptr, false);
    if (decl_.kind == DeclKind::builtin && type->kind != TypeKind::never) {
      // A builtin that falls off its end returns no values.
    }
  }
  pop();
}

int BodyChecker::declare(const std::string& name, const Type* type, bool is_mutable, Span span) {
  const int slot = static_cast<int>(decl_.locals.size());
  decl_.locals.push_back({name, type, is_mutable, span});
  if (name != "_") scopes_.back()[name] = slot;
  return slot;
}

int BodyChecker::lookup(const std::string& name) const {
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
    if (const auto found = scope->find(name); found != scope->end()) return found->second;
  return -1;
}

int BodyChecker::operand(const std::string& name) const {
  for (std::size_t i = 0; i < decl_.operands.size(); ++i)
    if (decl_.operands[i].name == name) return static_cast<int>(i);
  return -1;
}

/// Returns true if a `from` may stand where a `to` is wanted.
bool BodyChecker::fits(const Type* from, const Type* to) const {
  if (from == to || is_error(from) || is_error(to) || from->kind == TypeKind::never) return true;
  if (to->kind == TypeKind::optional) {
    if (from->kind == TypeKind::nil) return true;
    return fits(from->kind == TypeKind::optional ? from->element : from, to->element);
  }
  if (to->kind == TypeKind::union_) return from->union_type == to;
  if (to->kind == TypeKind::value) {
    if (from->kind == TypeKind::nil) return true;
    if (from->kind == TypeKind::optional) return fits(from->element, to);
    for (const auto& arm : to->arms)
      if (arm.type == from) return true;
  }
  return false;
}

void BodyChecker::coerce(Expr& expr, const Type* wanted) {
  const Type* type = expr.type;
  if (type == wanted || is_error(type) || is_error(wanted) || type->kind == TypeKind::never) return;
  if (fits(type, wanted)) {
    expr.coerce = wanted;
    return;
  }
  auto& report =
      c_.error(expr.span, type->kind == TypeKind::unit ? named(wanted) + " is needed here, but this has no value"
                                                       : named(wanted) + " is needed here, not " + type->name);
  if (type->is_numeric() && wanted->is_numeric()) report.note("write '... as " + wanted->name + "' to convert");
  if (type->kind == TypeKind::optional && fits(type->element, wanted))
    report.note("it may be nil: use 'if let', or '!' when it cannot be");
  if (type->kind == TypeKind::value) report.note("a Value must be taken apart with 'match' or 'if ... is'");
  expr.type = c_.types.error();
}

void BodyChecker::check(Expr& expr, const Type* wanted) {
  infer(expr, wanted);
  if (wanted) coerce(expr, wanted);
}

void BodyChecker::statement(Expr& expr) {
  switch (expr.kind) {
    case ExprKind::if_:
    case ExprKind::if_let:
    case ExprKind::match:
    case ExprKind::block:
    case ExprKind::try_:
      infer(expr, c_.types.unit());
      break;
    default:
      infer(expr, nullptr);
  }
}

const Type* BodyChecker::infer(Expr& expr, const Type* hint) {
  const bool is_receiver = &expr == receiver_;
  ++depth_;
  expr.type = infer_kind(expr, hint);
  --depth_;
  if (expr.type->kind == TypeKind::fields && expr.target == Target::field && !is_receiver) {
    c_.error(expr.span, "'Fields' stay where they are", "fields-in-place")
        .note("call their methods here; 'clear()' removes all keys");
    expr.type = c_.types.error();
  }
  return expr.type;
}

const Type* BodyChecker::infer_kind(Expr& expr, const Type* hint) {
  TypeTable& t = c_.types;
  switch (expr.kind) {
    case ExprKind::int_lit:
    case ExprKind::float_lit:
    case ExprKind::str_lit:
    case ExprKind::bool_lit:
    case ExprKind::nil_lit:
      return literal(expr, hint);
    case ExprKind::name:
      return name(expr);
    case ExprKind::self_ref:
      return self(expr);
    case ExprKind::member:
      return member(expr);
    case ExprKind::index:
      return index(expr);
    case ExprKind::unary:
      return unary(expr, hint);
    case ExprKind::binary:
      return binary(expr, hint);
    case ExprKind::cast:
      return cast(expr);
    case ExprKind::is:
      return is_test(expr);
    case ExprKind::narrow:
      return narrowed(expr);
    case ExprKind::range:
      c_.error(expr.span, "a range stands only after 'in' of a 'for'");
      return t.error();
    case ExprKind::call:
      return call(expr);
    case ExprKind::construct:
      return construct(expr);
    case ExprKind::guest_call:
      return guest_call(expr);
    case ExprKind::array_lit:
      return array_literal(expr, hint);
    case ExprKind::const_arg:
      c_.error(expr.span, "'const' marks an operand of emit only", "operand-use");
      return t.error();
    case ExprKind::block:
      return block(expr, hint, hint != t.unit());
    case ExprKind::if_: {
      check(*expr.kids[0], t.boolean());
      return branches(expr, hint, 1);
    }
    case ExprKind::if_let:
      return if_let(expr, hint);
    case ExprKind::match:
      return match(expr, hint);
    case ExprKind::try_:
      return try_expression(expr, hint);
    case ExprKind::while_:
      check(*expr.kids[0], t.boolean());
      ++loops_;
      statement(*expr.kids[1]);
      --loops_;
      return t.unit();
    case ExprKind::loop:
      return endless_loop(expr);
    case ExprKind::for_:
      return loop_over(expr);
    case ExprKind::break_:
    case ExprKind::continue_:
      if (!loops_)
        c_.error(expr.span,
                 std::string(expr.kind == ExprKind::break_ ? "'break'" : "'continue'") + " outside of a loop");
      return t.never();
    case ExprKind::return_:
      return_statement(expr);
      return t.never();
    case ExprKind::raise:
      check(*expr.kids[0], value_needed(expr.span));
      return t.never();
    case ExprKind::jump:
      jump(expr);
      return t.never();
    case ExprKind::let:
      let(expr);
      return t.unit();
    case ExprKind::assign:
      assign(expr);
      return t.unit();
    case ExprKind::emit:
      emit(expr);
      return t.unit();
    case ExprKind::error:
      return t.error();
  }
  return t.error();
}

const Type* BodyChecker::narrowed(Expr& expr) {
  const Type* type = infer(*expr.kids[0], nullptr);
  if (is_error(type)) return type;
  if (type->kind != TypeKind::optional) {
    c_.error(expr.span, "'!' needs something that may be nil; this is " + named(type)).note("leave out the '!'");
    return type;
  }
  return type->element;
}

const Type* BodyChecker::if_let(Expr& expr, const Type* hint) {
  const Type* type = infer(*expr.kids[0], nullptr);
  const Type* bound = type->kind == TypeKind::optional ? type->element : type;
  if (!is_error(type) && type->kind != TypeKind::optional)
    c_.error(expr.kids[0]->span, "'if let' needs something that may be nil; this is " + named(type))
        .note("use 'let' and a plain 'if'");
  push();
  expr.local = declare(expr.text, bound, false, expr.span);
  const Type* result = branches(expr, hint, 1);
  pop();
  return result;
}

const Type* BodyChecker::try_expression(Expr& expr, const Type* hint) {
  TypeTable& t = c_.types;
  infer(*expr.kids[0], hint);
  push();
  expr.local = declare(expr.text, value_needed(expr.span), false, expr.span);
  infer(*expr.kids[1], hint);
  pop();
  if (hint == t.unit()) return t.unit();
  const Type* joined = join(expr.kids[0]->type, expr.kids[1]->type);
  if (!joined) return t.unit();
  for (auto& kid : expr.kids) coerce(*kid, joined);
  return joined;
}

const Type* BodyChecker::endless_loop(Expr& expr) {
  ++loops_;
  statement(*expr.kids[0]);
  --loops_;
  // A loop without a `break` of its own does not end.
  bool breaks = false;
  auto visit = [&](auto&& self, const Expr& e) -> void {
    if (e.kind == ExprKind::break_) breaks = true;
    if (e.kind == ExprKind::while_ || e.kind == ExprKind::loop || e.kind == ExprKind::for_) return;
    for (const auto& kid : e.kids) self(self, *kid);
    for (const auto& arm : e.arms) self(self, *arm.body);
  };
  visit(visit, *expr.kids[0]);
  return breaks ? c_.types.unit() : c_.types.never();
}

void BodyChecker::jump(Expr& expr) {
  const int at = expr.kids[0]->kind == ExprKind::name ? operand(expr.kids[0]->text) : -1;
  if (at < 0 || decl_.operands[static_cast<std::size_t>(at)].mode != syntax::OperandMode::label) {
    std::vector<std::string> labels;
    for (const auto& operand : decl_.operands)
      if (operand.mode == syntax::OperandMode::label) labels.push_back(operand.name);
    auto& report = c_.error(expr.span, "'jump' needs a label operand of this op", "op-frame");
    c_.suggest(report, at < 0 ? expr.kids[0]->text : "", labels);
    if (labels.empty()) report.note("declare it: 'target: label'");
  } else {
    expr.kids[0]->target = Target::operand;
    expr.kids[0]->local = at;
    expr.kids[0]->type = c_.types.machine(TypeKind::label);
  }
}

/// The guest's value type, which a description may lack.
const Type* BodyChecker::value_needed(Span span) {
  if (c_.types.value()) return c_.types.value();
  c_.error(span, "this needs the guest's value type").note("declare it: 'value Value = nil | bool | int: i64 | ...'");
  return c_.types.error();
}

/// Reports an integer literal that `type` cannot hold. `negative`: it follows a minus.
void BodyChecker::check_literal(const Expr& expr, const Type* type, bool negative) {
  if (type->kind != TypeKind::integer) return;
  if (expr.int_value < 0 && !expr.flag) negative = true;  // the literal of a pattern includes its sign
  const auto magnitude = negative && expr.int_value < 0 ? -static_cast<std::uint64_t>(expr.int_value)
                                                        : static_cast<std::uint64_t>(expr.int_value);
  const int bits = type->is_signed ? type->bits - 1 : type->bits;
  const std::uint64_t most = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  // 0xffffffffffffffff is a common way to write a 64-bit pattern.
  const bool pattern = expr.flag && type->bits == 64 && !negative;
  if (!pattern && magnitude > most + (negative && type->is_signed ? 1 : 0))
    c_.error(expr.span, "the number does not fit in " + type->name);
}

const Type* BodyChecker::literal(Expr& expr, const Type* hint) {
  TypeTable& t = c_.types;
  switch (expr.kind) {
    case ExprKind::float_lit:
      return t.float64();
    case ExprKind::str_lit:
      return t.str();
    case ExprKind::bool_lit:
      return t.boolean();
    case ExprKind::nil_lit:
      if (hint && (hint->kind == TypeKind::optional || hint->kind == TypeKind::value)) {
        return hint->kind == TypeKind::optional ? hint : t.nil();
      }
      return t.nil();
    default:
      break;
  }
  if (!expr.text.empty() && expr.text != "byte") {
    const Type* type = c_.find_type(expr.text);
    if (type) check_literal(expr, type, false);
    return type ? type : t.i64();
  }
  if (hint && hint->kind == TypeKind::float64) return hint;
  if (hint && hint->kind == TypeKind::integer) {
    check_literal(expr, hint, false);
    return hint;
  }
  return expr.text == "byte" ? t.integer(8, false) : t.i64();
}

const Type* BodyChecker::self(Expr& expr) {
  if (!decl_.owner) {
    c_.error(expr.span, "'self' outside of a method");
    return c_.types.error();
  }
  expr.target = Target::local;
  expr.local = 0;
  return decl_.owner->type;
}

const Type* BodyChecker::name(Expr& expr) {
  TypeTable& t = c_.types;
  if (const int slot = lookup(expr.text); slot >= 0) {
    expr.target = Target::local;
    expr.local = slot;
    return decl_.locals[static_cast<std::size_t>(slot)].type;
  }
  if (const int at = operand(expr.text); at >= 0) {
    expr.target = Target::operand;
    expr.local = at;
    const auto& operand = decl_.operands[static_cast<std::size_t>(at)];
    if (operand.mode == syntax::OperandMode::out_reg && &expr != written_)
      c_.error(expr.span, "the operand '" + expr.text + "' is only written", "operand-use")
          .note(operand.span, "declare it 'inout reg' to read it, too");
    return operand.type;
  }
  if (decl_.owner)
    for (std::size_t i = 0; i < decl_.owner->fields.size(); ++i)
      if (decl_.owner->fields[i].name == expr.text) {
        expr.target = Target::field;
        expr.local = static_cast<int>(i);
        return decl_.owner->fields[i].type ? decl_.owner->fields[i].type : t.error();
      }
  if (expr.text == "FRAME" || expr.text == "OPEN") {
    expr.target = Target::enum_constant;
    expr.int_value = expr.text == "FRAME" ? hd::frame_slots : hd::open_results;
    return t.i64();
  }
  if (Decl* decl = c_.find(expr.text)) {
    expr.decl = decl;
    switch (decl->kind) {
      case DeclKind::constant:
        expr.target = Target::constant;
        if (!decl->type || decl->type->kind == TypeKind::unit) {
          if (!decl->body->type) BodyChecker(c_, *decl).run_initial(*decl->body, nullptr);
          return decl->body->type;
        }
        return decl->type;
      case DeclKind::root:
        expr.target = Target::root;
        return decl->type;
      case DeclKind::builtin:
        expr.target = Target::native;
        return t.machine(TypeKind::native);
      case DeclKind::function:
      case DeclKind::intrinsic:
        c_.error(expr.span, "'" + expr.text + "' is a function; call it").note(decl->name_span, "it is declared here");
        return t.error();
      case DeclKind::op:
        c_.error(expr.span, "'" + expr.text + "' is an op, not a value").note(decl->name_span, "it is declared here");
        return t.error();
      default:
        c_.error(expr.span, "'" + expr.text + "' is a type, not a value").note(decl->name_span, "it is declared here");
        return t.error();
    }
  }
  if (c_.find_type(expr.text)) {
    c_.error(expr.span, "'" + expr.text + "' is a type, not a value");
    return t.error();
  }
  auto& report = c_.error(expr.span, "there is no '" + expr.text + "' here");
  auto known = variables();
  for (auto& name : c_.names({DeclKind::constant, DeclKind::root, DeclKind::builtin})) known.push_back(std::move(name));
  c_.suggest(report, expr.text, known);
  return t.error();
}

/// The type of a block: that of its last expression if a value is wanted.
const Type* BodyChecker::block(Expr& expr, const Type* hint, bool wants_value) {
  TypeTable& t = c_.types;
  if (expr.kind != ExprKind::block) {
    infer(expr, hint);
    return expr.type;
  }
  push();
  const Type* type = t.unit();
  bool ends = false;
  for (std::size_t i = 0; i < expr.kids.size(); ++i) {
    Expr& kid = *expr.kids[i];
    const bool last = i + 1 == expr.kids.size();
    if (last && wants_value) {
      infer(kid, hint);
      if (hint && hint->kind != TypeKind::unit && kid.type->kind != TypeKind::unit) coerce(kid, hint);
      type = kid.coerce ? kid.coerce : kid.type;
      if (is_error(kid.type)) type = kid.type;
    } else {
      statement(kid);
    }
    if (kid.type->kind == TypeKind::never) ends = true;
  }
  pop();
  expr.type = ends ? t.never() : type;
  return expr.type;
}

/// The type that both can be converted to, or null.
const Type* BodyChecker::join(const Type* a, const Type* b) const {
  if (a == b || b->kind == TypeKind::never) return a;
  if (a->kind == TypeKind::never) return b;
  if (is_error(a) || is_error(b)) return c_.types.error();
  if (fits(a, b)) return b;
  if (fits(b, a)) return a;
  if (a->kind == TypeKind::nil && b->is_reference()) return c_.types.optional(b);
  if (b->kind == TypeKind::nil && a->is_reference()) return c_.types.optional(a);
  if (a->union_type && a->union_type == b->union_type) return a->union_type;
  const Type* value = c_.types.value();
  if (value && fits(a, value) && fits(b, value)) return value;
  return nullptr;
}

/// Checks the branches kids[first] and kids[first + 1] (which may be absent) of an `if`.
const Type* BodyChecker::branches(Expr& expr, const Type* hint, std::size_t first) {
  TypeTable& t = c_.types;
  infer(*expr.kids[first], hint);
  if (expr.kids.size() <= first + 1) return t.unit();
  infer(*expr.kids[first + 1], hint);
  Expr &a = *expr.kids[first], &b = *expr.kids[first + 1];
  if (a.type->kind == TypeKind::never && b.type->kind == TypeKind::never) return t.never();
  if (hint == t.unit()) return t.unit();
  const Type* type =
      hint && a.type->kind != TypeKind::unit && b.type->kind != TypeKind::unit ? hint : join(a.type, b.type);
  if (!type || type->kind == TypeKind::unit) return t.unit();
  coerce(a, type);
  coerce(b, type);
  return is_error(a.type) || is_error(b.type) ? t.error() : type;
}

const Type* BodyChecker::loop_over(Expr& expr) {
  TypeTable& t = c_.types;
  Expr& what = *expr.kids[0];
  const Type* bound = t.error();
  if (what.kind == ExprKind::range) {
    // A literal takes the type of the other end.
    const bool adapts = is_literal_int(*what.kids[0]) && !is_literal_int(*what.kids[1]);
    Expr &typed = *what.kids[adapts ? 1 : 0], &other = *what.kids[adapts ? 0 : 1];
    const Type* type = infer(typed, nullptr);
    check(other, is_error(type) ? nullptr : type);
    bound = what.type = typed.type;
    if (!is_error(bound) && bound->kind != TypeKind::integer) {
      c_.error(what.span, "a range needs integers, not " + bound->name);
      bound = t.error();
    }
  } else {
    const Type* type = infer(what, nullptr);
    if (type->kind == TypeKind::array)
      bound = type->element;
    else if (type->kind == TypeKind::str)
      bound = t.integer(8, false);
    else if (Decl* get = find_method(type, "get"); get && type->name.rfind("List<", 0) == 0)
      bound = get->result_type;
    else if (!is_error(type))
      c_.error(what.span, "cannot loop over " + named(type)).note("'for' takes a range, an array, a List or a str");
  }
  push();
  expr.local = declare(expr.text, bound, false, expr.span);
  ++loops_;
  statement(*expr.kids[1]);
  --loops_;
  pop();
  return t.unit();
}

void BodyChecker::let(Expr& expr) {
  TypeTable& t = c_.types;
  const Type* wanted = expr.type_expr.kind == syntax::TypeExpr::Kind::none ? nullptr : c_.resolve(expr.type_expr);
  check(*expr.kids[0], wanted);
  const Type* type = wanted ? wanted : expr.kids[0]->type;
  if (type->kind == TypeKind::nil || type->kind == TypeKind::unit || type->kind == TypeKind::never) {
    if (type->kind != TypeKind::never)
      c_.error(expr.kids[0]->span,
               type->kind == TypeKind::nil ? "'nil' alone does not say what '" + expr.text + "' is"
                                           : "this has no value to keep in '" + expr.text + "'",
               "definite-type")
          .note("write the type: 'var " + expr.text + ": T? = nil'");
    type = t.error();
  }
  if (type->kind == TypeKind::window || type->kind == TypeKind::label) {
    c_.error(expr.kids[0]->span, "an operand of this kind cannot be kept in a variable", "op-frame")
        .note("use the operand itself");
    type = t.error();
  }
  if (type->kind == TypeKind::fields) {
    c_.error(expr.kids[0]->span, "'Fields' belong to one object", "fields-in-place")
        .note("give a type a field for them: 'part x: Fields = Fields()'");
    type = t.error();
  }
  expr.local = declare(expr.text, type, expr.flag, expr.span);
}

void BodyChecker::assign(Expr& expr) {
  Expr& target = *expr.kids[0];
  if (expr.text == "=") written_ = &target;
  const Type* type = infer(target, nullptr);
  written_ = nullptr;
  assignable(target);
  if (expr.text == "=") {
    check(*expr.kids[1], is_error(type) || type->kind == TypeKind::unit ? nullptr : type);
    return;
  }
  const bool concat = expr.text == "+=" && type->kind == TypeKind::str;
  check(*expr.kids[1], is_error(type) ? nullptr : type);
  if (!is_error(type) && !type->is_numeric() && !concat)
    c_.error(expr.span, "'" + expr.text + "' needs a number, not " + type->name);
}

/// Reports the reason if `target` cannot be assigned.
void BodyChecker::assignable(Expr& target) {
  if (is_error(target.type)) return;
  switch (target.target) {
    case Target::local: {
      const auto& local = decl_.locals[static_cast<std::size_t>(target.local)];
      if (!local.is_mutable)
        c_.error(target.span, "'" + local.name + "' does not change")
            .note(local.span, is_parameter(target.local) ? "copy the parameter to a 'var'" : "declare it with 'var'");
      return;
    }
    case Target::operand: {
      const auto mode = decl_.operands[static_cast<std::size_t>(target.local)].mode;
      if (target.kind == ExprKind::index && mode == syntax::OperandMode::regs) return;
      if (mode != syntax::OperandMode::out_reg && mode != syntax::OperandMode::inout_reg)
        c_.error(target.span, "the operand '" + target.text + "' is only read", "operand-use")
            .note("declare it 'out reg' or 'inout reg'");
      return;
    }
    case Target::field: {
      const Type* holder = target.kind == ExprKind::member ? target.kids[0]->type : decl_.owner->type;
      // A record is held by value: assigning its field changes the place that holds the record.
      if (holder->kind == TypeKind::record) return assignable(*target.kids[0]);
      const auto& field = holder->fields[static_cast<std::size_t>(target.local)];
      if (field.kind == FieldKind::let)
        c_.error(target.span, "the field '" + field.name + "' never changes after construction", "shared-immutable")
            .note(holder->sharing == Sharing::shared ? "make a new object, or make the type owned"
                                                     : "declare it 'var'");
      return;
    }
    case Target::root:
      if (decl_.kind == DeclKind::op || decl_.kind == DeclKind::builtin || decl_.owner)
        c_.error(target.span, "a root is set only in 'main' and functions reached from it", "root-once")
            .note("set it before other contexts exist");
      return;
    case Target::machine:
      if (target.machine == Machine::frame_open) return;
      break;
    default:
      break;
  }
  if (target.kind == ExprKind::index) {
    const Type* holder = target.kids[0]->type;
    if (holder->kind == TypeKind::array && holder->frozen)
      c_.error(target.span, "elements of a frozen array never change", "shared-immutable")
          .note("copy it to a new array first");
    if (holder->kind == TypeKind::str)
      c_.error(target.span, "a str never changes", "shared-immutable")
          .note("build a new one with text.Buffer or bytes()");
    if (holder->kind == TypeKind::args)
      c_.error(target.span, "arguments are only read", "operand-use").note("keep the value in a variable");
    if (holder->kind == TypeKind::object) {
      const Decl* set = find_method(holder, "set");
      if (!set || set->params.size() != 2)
        c_.error(target.span,
                 "elements of " + named(holder) + " are not assigned: it has no method 'set(index, value)'");
    }
    return;
  }
  c_.error(target.span, "this cannot be assigned");
}

void BodyChecker::return_statement(Expr& expr) {
  TypeTable& t = c_.types;
  const Type* result = decl_.result_type ? decl_.result_type : t.unit();
  if (result->kind == TypeKind::values) return guest_values(expr, 0);
  if (result->kind == TypeKind::unit) {
    for (auto& kid : expr.kids) infer(*kid, nullptr);
    if (!expr.kids.empty() && expr.kids[0]->type->kind != TypeKind::unit && !is_error(expr.kids[0]->type))
      c_.error(expr.span,
               decl_.kind == DeclKind::op ? "an op returns nothing" : "'" + decl_.name + "' has no result to return")
          .note(decl_.kind == DeclKind::op ? "assign the 'out' operand" : "declare it: '-> T'");
    return;
  }
  if (expr.kids.size() != 1) {
    for (auto& kid : expr.kids) infer(*kid, nullptr);
    c_.error(expr.span, "'" + decl_.name + "' returns one " + result->name);
    return;
  }
  check(*expr.kids[0], result);
}

}  // namespace heddle::sema
