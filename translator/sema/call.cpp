// Calls of every kind: functions, methods, constructors, the machine's functions, the guest, and `emit`.
#include "runtime/abi/ops.h"
#include "translator/sema/checker.h"
#include "translator/sema/machine.h"

namespace heddle::sema {

namespace {
std::string counted(std::size_t n, const char* what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); }
}  // namespace

void BodyChecker::arguments(Expr& expr, const std::vector<const Type*>& params, const std::string& what) {
  const std::size_t given = expr.kids.size() - 1;
  for (std::size_t i = 0; i < given && i < expr.labels.size(); ++i)
    if (!expr.labels[i].empty())
      c_.error(expr.kids[i + 1]->span, what + " takes its arguments by position, without names")
          .note("leave out '" + expr.labels[i] + ":'; only fields are named, when an object is made");
  for (std::size_t i = 0; i < given; ++i) check(*expr.kids[i + 1], i < params.size() ? params[i] : nullptr);
  if (given != params.size())
    c_.error(expr.span, what + " takes " + counted(params.size(), "argument") + ", not " + std::to_string(given));
}

const Type* BodyChecker::call(Expr& expr) {
  Expr& callee = *expr.kids[0];
  if (callee.kind == ExprKind::name) {
    const std::string& name = callee.text;
    if (decl_.owner && lookup(name) < 0)
      if (Decl* method = find_method(decl_.owner->type, name)) return call_method(expr, *method);
    if (const Type* type = call_special(expr, name)) return type;
    if (const MachineFunction* row = find_machine(name)) return call_machine(expr, *row);
    if (name == "Asm") return call_machine(expr, about(Machine::asm_new));
    if (name == "Fields" && !c_.find(name)) return call_machine(expr, about(Machine::fields_new));
    if (Decl* decl = c_.find(name)) {
      if (decl->kind == DeclKind::object || decl->kind == DeclKind::record) {
        if (!decl->type) {
          c_.error(expr.span, "'" + name + "' needs type arguments, as in '" + name + "<i64>()'");
          return c_.types.error();
        }
        return construct_object(expr, decl->type, 1);
      }
      if (decl->kind == DeclKind::function || decl->kind == DeclKind::intrinsic) return call_declared(expr, *decl);
      if (decl->kind == DeclKind::builtin) {
        c_.error(expr.span, "'" + name + "' is called by the guest")
            .note("from here: 'call " + name + "(...)', or a plain fn both use");
        return c_.types.error();
      }
    }
    for (std::size_t i = 1; i < expr.kids.size(); ++i) infer(*expr.kids[i], nullptr);
    return not_a_function(callee);
  }
  if (callee.kind != ExprKind::member) {
    for (auto& kid : expr.kids) infer(*kid, nullptr);
    if (callee.type->kind != TypeKind::error)
      c_.error(callee.span, "this cannot be called").note("to call a guest value: 'call f(...)'");
    return c_.types.error();
  }
  Expr& base = *callee.kids[0];
  if (base.kind == ExprKind::name && lookup(base.text) < 0 && operand(base.text) < 0) {
    const std::string dotted = base.text + "." + callee.text;
    const MachineFunction* row = find_machine(dotted);
    if (base.text == "Tasklet") row = find_machine("tasklet." + callee.text);
    if (row && row->is_static()) return call_machine(expr, *row);
    if (Decl* decl = c_.find(base.text)) {
      if (decl->kind == DeclKind::union_)
        for (auto& variant : decl->variants)
          if (variant.name == callee.text) return construct_object(expr, variant.type, 1);
      if (decl->kind == DeclKind::enum_ && callee.text == "from") {
        arguments(expr, {c_.types.i64()}, "'" + dotted + "'");
        expr.target = Target::machine;
        expr.machine = Machine::enum_from;
        return decl->type;
      }
    }
    for (const std::string& module : {"std." + base.text, base.text})
      if (const auto names = c_.by_module.find(module); names != c_.by_module.end() && !c_.find(base.text))
        if (const auto found = names->second.find(callee.text); found != names->second.end())
          if (found->second->kind == DeclKind::function || found->second->kind == DeclKind::intrinsic)
            return call_declared(expr, *found->second);
    if (!is_variable(base.text))
      if (const Type* type = no_static_function(callee, base.text)) {
        for (std::size_t i = 1; i < expr.kids.size(); ++i) infer(*expr.kids[i], nullptr);
        return type;
      }
  }
  receiver_ = &base;
  const Type* receiver = infer(base, nullptr);
  if (receiver->kind == TypeKind::error) {
    for (std::size_t i = 1; i < expr.kids.size(); ++i) infer(*expr.kids[i], nullptr);
    return receiver;
  }
  if (receiver->kind == TypeKind::optional) {
    c_.error(callee.span, "this may be nil, so '." + callee.text + "' is not possible")
        .note("use 'if let x = ...', or '!' when it cannot be nil");
    return c_.types.error();
  }
  if (receiver->kind == TypeKind::array) return array_member(expr, receiver, callee.text);
  if (Decl* method = find_method(receiver, callee.text)) return call_method(expr, *method);
  if (const auto prefix = machine_prefix(receiver); !prefix.empty()) {
    const std::string dotted = std::string(prefix) + "." + callee.text;
    const MachineFunction* row = find_machine(dotted);
    if (!row)
      if (const Type* type = call_special(expr, dotted)) return type;
    if (row && !row->is_static() && !row->is_property()) return call_machine(expr, *row);
  }
  for (std::size_t i = 1; i < expr.kids.size(); ++i) infer(*expr.kids[i], nullptr);
  return no_method(callee, receiver);
}

bool BodyChecker::is_variable(const std::string& name) const {
  if (lookup(name) >= 0 || operand(name) >= 0) return true;
  if (decl_.owner)
    for (const auto& field : decl_.owner->fields)
      if (field.name == name) return true;
  return false;
}

/// Reports a plain name before `(` that is not a function, saying what it is, if anything.
const Type* BodyChecker::not_a_function(const Expr& callee) {
  const std::string& name = callee.text;
  const Decl* decl = c_.find(name);
  if (is_variable(name)) {
    c_.error(callee.span, "'" + name + "' is a variable, not a function")
        .note("to call a guest value: 'call " + name + "(...)'");
  } else if (decl && decl->kind == DeclKind::union_) {
    c_.error(callee.span, "'" + name + "' is a union: make one of its variants, as '" + name + ".Variant(...)'")
        .note(decl->name_span, "it has " + listed_cases(decl->type));
  } else if (decl) {
    const char* what = decl->kind == DeclKind::op      ? "an op; code for it is made by 'emit' of an Asm"
                       : decl->kind == DeclKind::enum_ ? "an enum, not a function"
                       : decl->kind == DeclKind::value
                           ? "the value type; what has the type of an arm becomes one by itself"
                           : "not a function";
    c_.error(callee.span, "'" + name + "' is " + what).note(decl->name_span, "it is declared here");
  } else {
    c_.suggest(c_.error(callee.span, "there is no function '" + name + "'"), name, functions());
  }
  return c_.types.error();
}

/// Reports `T.f(...)` where the type or module `base` has no such function. Returns null if `base` is neither.
const Type* BodyChecker::no_static_function(Expr& callee, const std::string& base) {
  const Decl* decl = c_.find(base);
  if (decl && decl->kind == DeclKind::enum_ && decl->type) {
    for (const auto& constant : decl->variants)
      if (constant.name == callee.text) {
        c_.error(callee.span, "'" + base + "." + callee.text + "' is a constant; leave out the '()'");
        return c_.types.error();
      }
    return no_case(callee, *decl->type, "the enum '" + base + "' has no '" + callee.text + "'");
  }
  if (decl) return type_member(callee, *decl);
  if (c_.find_type(base)) {
    c_.error(callee.span, "the type '" + base + "' has no function '" + callee.text + "'");
    return c_.types.error();
  }
  return module_member(callee, base);
}

const Type* BodyChecker::no_method(const Expr& callee, const Type* receiver) {
  for (const auto& field : receiver->fields)
    if (field.name == callee.text) {
      auto& report =
          c_.error(callee.span, "'" + callee.text + "' is a field of '" + receiver->name + "', not a method");
      if (is_callable(field.type))
        report.note("to call what it holds: 'let f = x." + callee.text + "', then 'call f(...)'");
      return c_.types.error();
    }
  auto& report = c_.error(callee.span, named(receiver) + " has no method '" + callee.text + "'");
  if (receiver->kind == TypeKind::value)
    report.note("a Value must be taken apart with 'match' or 'if ... is'");
  else if (receiver->kind == TypeKind::union_)
    report.note("a union has no methods: write a function that takes it apart with 'match'");
  else
    c_.suggest(report, callee.text, members(receiver));
  return c_.types.error();
}

const Type* BodyChecker::call_declared(Expr& expr, Decl& callee) {
  std::vector<const Type*> params;
  for (auto& param : callee.params) params.push_back(param.type ? param.type : c_.resolve(param.type_expr));
  arguments(expr, params, "'" + callee.name + "'");
  expr.target = Target::function;
  expr.decl = &callee;
  return callee.result_type ? callee.result_type : c_.resolve(callee.result);
}

const Type* BodyChecker::call_method(Expr& expr, Decl& method) {
  std::vector<const Type*> params;
  for (auto& param : method.params) params.push_back(param.type);
  arguments(expr, params, "'" + method.name + "'");
  expr.target = Target::method;
  expr.decl = &method;
  if (expr.kids[0]->kind == ExprKind::name) expr.kids[0]->type = c_.types.unit();
  return method.result_type;
}

/// Calls of functions in the machine's table. A member's receiver is kids[0]->kids[0].
const Type* BodyChecker::call_machine(Expr& expr, const MachineFunction& row) {
  const std::string name(row.name);
  std::vector<const Type*> params;
  for (auto text : row.params) params.push_back(c_.resolve_text(text));
  arguments(expr, params, "'" + name + "'");
  expr.target = Target::machine;
  expr.machine = row.id;
  if (row.ends_bytecode()) frame_statement(expr, name);
  return row.replaces_receiver() ? c_.types.unit() : c_.resolve_text(row.result);
}

void BodyChecker::frame_statement(Expr& expr, const std::string& name) {
  if (decl_.kind != DeclKind::op)
    c_.error(expr.span, "'" + name + "' stands only in ops", "op-frame").note("a function can 'call f(...)' instead");
}

/// Calls of machine functions whose types the table cannot state. Returns null if it is none of them.
const Type* BodyChecker::call_special(Expr& expr, const std::string& name) {
  TypeTable& t = c_.types;
  const Machine id = find_special(name);
  auto done = [&](const Type* result) {
    expr.target = Target::machine;
    expr.machine = id;
    return result;
  };
  if (id == Machine::add_overflows || id == Machine::sub_overflows || id == Machine::mul_overflows) {
    if (expr.kids.size() != 3) {
      c_.error(expr.span, "'" + name + "' takes 2 arguments");
      return t.boolean();
    }
    const Type* type = infer(*expr.kids[1], nullptr);
    check(*expr.kids[2], type);
    if (type->kind != TypeKind::integer && type->kind != TypeKind::error)
      c_.error(expr.kids[1]->span, "an integer is needed here, not " + type->name);
    return done(t.boolean());
  }
  if (id == Machine::hash_of) {
    if (expr.kids.size() != 2) {
      c_.error(expr.span, "'hash_of' takes 1 argument");
      return t.i64();
    }
    const Type* type = infer(*expr.kids[1], nullptr);
    const bool hashed = type->kind == TypeKind::error || type->kind == TypeKind::never ||
                        type->kind == TypeKind::integer || type->kind == TypeKind::boolean ||
                        type->kind == TypeKind::enumeration || type->kind == TypeKind::str ||
                        type->kind == TypeKind::value;
    if (!hashed)
      c_.error(expr.kids[1]->span, named(type) + " has no hash").note("integers, bools, enums, str and Values have");
    return done(t.i64());
  }
  if (id == Machine::assert) {
    arguments(expr, {t.boolean()}, "'assert'");
    return done(t.unit());
  }
  if (id == Machine::asm_set_data) {
    arguments(expr, {nullptr}, "'set_data'");
    const Type* data = expr.kids.size() == 2 ? expr.kids[1]->type : t.error();
    if (data->kind != TypeKind::error && (data->kind != TypeKind::object || data->sharing != Sharing::shared))
      c_.error(expr.kids[1]->span, named(data) + " cannot be kept with code, which every context sees", "local-escape")
          .note("make it an object of a shared type");
    return done(t.unit());
  }
  const bool enters = id == Machine::enter, tail = id == Machine::enter_tail, leaves = id == Machine::leave;
  if (!enters && !tail && !leaves) return nullptr;
  if (c_.find(name)) return nullptr;
  frame_statement(expr, name);
  const std::size_t first = leaves ? 1 : 2;
  const std::size_t wanted = enters ? 4 : tail ? 3 : 2;
  const bool has_receiver = !leaves && expr.kids.size() - 1 == wanted + 1;
  if (expr.kids.size() - 1 != wanted && !has_receiver) {
    for (std::size_t i = 1; i < expr.kids.size(); ++i) infer(*expr.kids[i], nullptr);
    c_.error(expr.span, "'" + name + "' takes " + counted(wanted, "argument"));
    return t.never();
  }
  if (!leaves) {
    const Type* f = infer(*expr.kids[1], nullptr);
    if (f->kind != TypeKind::error && !is_callable(f))
      c_.error(expr.kids[1]->span, named(f) + " cannot be entered", "callable-type")
          .note("match it to Native or a shared type whose first field is 'code: Code'");
  }
  const Type* window = infer(*expr.kids[first], nullptr);
  if (window->kind != TypeKind::window && window->kind != TypeKind::error)
    c_.error(expr.kids[first]->span, "a 'regs' operand is needed here, not " + window->name);
  for (std::size_t i = first + 1; i <= wanted; ++i) check(*expr.kids[i], t.i64());
  if (has_receiver) check(*expr.kids.back(), t.value());
  return done(t.never());
}

bool BodyChecker::is_callable(const Type* type) const { return type->kind == TypeKind::native || type->callable_code; }

const Type* BodyChecker::array_member(Expr& expr, const Type* array, const std::string& name) {
  TypeTable& t = c_.types;
  const Type* i = t.i64();
  expr.target = Target::machine;
  expr.machine = find_special("array." + name);
  if (expr.machine == Machine::array_copy) {
    const Type* target = t.array(array->element, false);
    arguments(expr, {i, i, target, i}, "'copy'");
    return t.unit();
  }
  if (expr.machine == Machine::array_freeze) {
    arguments(expr, {}, "'freeze'");
    return t.array(array->element, true);
  }
  if (expr.machine == Machine::array_fill) {
    arguments(expr, {i, i, array->element}, "'fill'");
    if (array->frozen) c_.error(expr.span, "elements of a frozen array never change", "shared-immutable");
    return t.unit();
  }
  for (std::size_t k = 1; k < expr.kids.size(); ++k) infer(*expr.kids[k], nullptr);
  auto& report = c_.error(expr.kids[0]->span, "an array has no method '" + name + "'");
  c_.suggest(report, name, machine_names("array"));
  report.note(expr.machine == Machine::array_len ? "'len' is written without '()'"
                                                 : "it has len, copy, freeze and fill");
  return t.error();
}

/// `List<T>()`, `[T](n, fill)`.
const Type* BodyChecker::construct(Expr& expr) {
  TypeTable& t = c_.types;
  const Type* type = c_.resolve(expr.type_expr);
  if (type->kind == TypeKind::array) {
    if (expr.kids.size() != 2) {
      for (auto& kid : expr.kids) infer(*kid, nullptr);
      c_.error(expr.span, "'" + type->name + "(length, fill)' takes 2 arguments");
      return type;
    }
    check(*expr.kids[0], t.i64());
    check(*expr.kids[1], type->element);
    expr.target = Target::machine;
    expr.machine = Machine::array_new;
    return type;
  }
  if (type->kind == TypeKind::object || type->kind == TypeKind::record) return construct_object(expr, type, 0);
  for (auto& kid : expr.kids) infer(*kid, nullptr);
  if (type->kind != TypeKind::error) c_.error(expr.span, named(type) + " is not made this way");
  return t.error();
}

/// Arguments of a constructor start at kids[first]; afterwards labels name the fields.
const Type* BodyChecker::construct_object(Expr& expr, const Type* type, std::size_t first) {
  std::set<std::string> given;
  bool unknown = false;
  for (std::size_t k = first; k < expr.kids.size(); ++k) {
    std::string& label = expr.labels.size() > k - first ? expr.labels[k - first]
                                                        : (expr.labels.resize(k - first + 1), expr.labels[k - first]);
    const FieldInfo* field = nullptr;
    if (label.empty() && k - first < type->fields.size()) label = type->fields[k - first].name;
    for (const auto& f : type->fields)
      if (f.name == label) field = &f;
    check(*expr.kids[k], field ? field->type : nullptr);
    if (!field && label.empty()) {
      c_.error(expr.kids[k]->span,
               "'" + type->name + "' has " + counted(type->fields.size(), "field") + ", and this is one too many");
      continue;
    }
    if (!field) {
      std::vector<std::string> known;
      for (const auto& f : type->fields)
        if (f.kind != FieldKind::part) known.push_back(f.name);
      c_.suggest(c_.error(expr.kids[k]->span, "'" + type->name + "' has no field '" + label + "'"), label, known);
      unknown = true;
      continue;
    }
    if (field->kind == FieldKind::part)
      c_.error(expr.kids[k]->span, "the part '" + label + "' cannot come from outside", "part-from-outside")
          .note("give it a default in the type, or set it in a method");
    if (!given.insert(label).second) c_.error(expr.kids[k]->span, "the field '" + label + "' is given twice");
  }
  // The missing field may be the one whose name is misspelt.
  for (const auto& field : type->fields)
    if (!field.has_default && !given.count(field.name) && !unknown)
      c_.error(expr.span, "the field '" + field.name + "' of '" + type->name + "' is missing")
          .note("give it here, or a default in the type");
  expr.target = Target::constructor;
  if (first == 1 && expr.kids[0]->type == nullptr) expr.kids[0]->type = c_.types.unit();
  return type;
}

/// kids[first..] must be Values; the last may be spread.
void BodyChecker::guest_values(Expr& expr, std::size_t first) {
  TypeTable& t = c_.types;
  for (std::size_t i = first; i < expr.kids.size(); ++i) {
    Expr& kid = *expr.kids[i];
    if (expr.spread && i + 1 == expr.kids.size()) {
      const Type* type = infer(kid, nullptr);
      if (type->kind != TypeKind::args && type->kind != TypeKind::error && type != list_of_values())
        c_.error(kid.span, "'...' spreads a List<Value> or Args, not " + type->name);
    } else {
      check(kid, t.value() ? t.value() : t.error());
    }
  }
}

const Type* BodyChecker::guest_call(Expr& expr) {
  TypeTable& t = c_.types;
  if (const Expr& callee = *expr.kids[0]; callee.kind == ExprKind::name && !is_variable(callee.text)) {
    const Decl* decl = c_.find(callee.text);
    if (decl && (decl->kind == DeclKind::object || decl->kind == DeclKind::record)) {
      c_.error(callee.span, "'" + callee.text + "' is a type, and 'call' calls an object", "callable-type")
          .note("to make one and call it: 'call (" + callee.text + "(...))(...)'");
      for (std::size_t i = 1; i < expr.kids.size(); ++i) infer(*expr.kids[i], nullptr);
      return t.error();
    }
    if (decl && (decl->kind == DeclKind::function || decl->kind == DeclKind::intrinsic)) {
      c_.error(callee.span, "'" + callee.text + "' is a function of the description, not a guest value",
               "callable-type")
          .note("leave out the 'call'");
      for (std::size_t i = 1; i < expr.kids.size(); ++i) infer(*expr.kids[i], nullptr);
      return t.error();
    }
  }
  const Type* f = infer(*expr.kids[0], nullptr);
  if (f->kind != TypeKind::error && !is_callable(f))
    c_.error(expr.kids[0]->span, named(f) + " cannot be called", "callable-type")
        .note(f->kind == TypeKind::value ? "match it to the callable arms first"
                                         : "a Native, or a shared type whose first field is 'code: Code', can");
  guest_values(expr, 1);
  if (!t.value()) return value_needed(expr.span);
  return expr.flag ? list_of_values() : t.value();
}

/// Reports a literal operand that does not fit its field in the bytecode.
void BodyChecker::imm_range(const Expr& expr, const syntax::Operand& operand) {
  const bool negative = expr.kind == ExprKind::unary && expr.text == "-";
  const Expr& literal = negative ? *expr.kids[0] : expr;
  if (operand.mode != syntax::OperandMode::imm || literal.kind != ExprKind::int_lit) return;
  const std::int64_t number = negative ? -literal.int_value : literal.int_value;
  if (number < hd::least_imm || number > hd::most_imm)
    c_.error(expr.span, "the operand '" + operand.name + "' holds " + std::to_string(hd::least_imm) + ".." +
                            std::to_string(hd::most_imm))
        .note(operand.span, "an 'imm32' holds more");
}

void BodyChecker::emit(Expr& expr) {
  TypeTable& t = c_.types;
  check(*expr.kids[0], t.machine(TypeKind::assembler));
  Decl* op = c_.find(expr.text);
  if (!op || op->kind != DeclKind::op) {
    for (std::size_t i = 1; i < expr.kids.size(); ++i)
      infer(expr.kids[i]->kind == ExprKind::const_arg ? *expr.kids[i]->kids[0] : *expr.kids[i], nullptr);
    auto& report = c_.error(expr.span, "there is no op '" + expr.text + "'");
    c_.suggest(report, expr.text, c_.names({DeclKind::op}));
    return;
  }
  expr.decl = op;
  if (expr.kids.size() - 1 != op->operands.size())
    c_.error(expr.span, "'" + op->name + "' takes " + counted(op->operands.size(), "operand") + ", not " +
                            std::to_string(expr.kids.size() - 1))
        .note(op->name_span, "it is declared here");
  for (std::size_t i = 1; i < expr.kids.size(); ++i) {
    Expr& kid = *expr.kids[i];
    const syntax::Operand* operand = i - 1 < op->operands.size() ? &op->operands[i - 1] : nullptr;
    if (kid.kind == ExprKind::const_arg) {
      check(*kid.kids[0], t.value());
      kid.type = kid.kids[0]->type;
      if (operand && operand->mode != syntax::OperandMode::in_reg_or_const)
        c_.error(kid.span, "the operand '" + operand->name + "' is not 'reg|const'", "operand-use");
    } else {
      const bool constant = operand && operand->mode == syntax::OperandMode::constant;
      const Type* wanted = constant ? (operand->type ? operand->type : c_.resolve(operand->type_expr)) : t.i64();
      check(kid, operand ? wanted : nullptr);
      if (operand) imm_range(kid, *operand);
    }
  }
}

}  // namespace heddle::sema
