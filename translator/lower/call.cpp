// Calls: functions, methods, constructors, the machine, the guest; and `emit`.
#include <algorithm>

#include "translator/lower/function.h"
#include "translator/sema/machine.h"

namespace heddle::lower {

namespace {

bool has_value(const Type* type) { return type && type->kind != TypeKind::unit && type->kind != TypeKind::never; }

std::string underscored(std::string name) {
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

}  // namespace

Reg FunctionLowerer::intrinsic(const std::string& name, const Type* result, std::vector<Reg> args, source::Span span,
                               bool waits) {
  const Reg dst = has_value(result) ? reg(result) : ir::no_reg;
  add(waits ? Op::wait : Op::call_intrinsic, span, dst, std::move(args)).text = name;
  return dst;
}

Reg FunctionLowerer::call(const Expr& e) {
  switch (e.target) {
    case Target::function:
      return call_function(e);
    case Target::constructor:
      return construct(e, e.type, 1);
    case Target::machine:
      return machine(e);
    case Target::method: {
      const Expr& callee = *e.kids[0];
      const bool plain_name = callee.kind == ExprKind::name;
      const bool is_self = plain_name || callee.kids[0]->kind == ExprKind::self_ref;
      Reg receiver = plain_name ? local(0) : plain(*callee.kids[0]);
      for (std::size_t i = 1; i < e.kids.size(); ++i) receiver = kept(receiver, *e.kids[i]);
      return call_method(*e.decl, receiver, is_self, values(e, 1), e.span);
    }
    default:
      return ir::no_reg;
  }
}

Reg FunctionLowerer::call_function(const Expr& e) {
  std::vector<Reg> args = values(e, 1);
  if (e.decl->kind == DeclKind::intrinsic)
    return intrinsic(e.decl->name, e.type, std::move(args), e.span, e.decl->effect_set & sema::effect_suspends);
  const Reg dst = has_value(e.type) ? reg(e.type) : ir::no_reg;
  add(Op::call, e.span, dst, std::move(args)).callee = s_.ids.at(e.decl);
  return dst;
}

Reg FunctionLowerer::call_method(const Decl& method, Reg receiver, bool is_self, std::vector<Reg> args,
                                 source::Span span) {
  args.insert(args.begin(), receiver);
  const Reg dst = has_value(method.result_type) ? reg(method.result_type) : ir::no_reg;
  const bool owned = method.owner->type->sharing == sema::Sharing::owned && !is_self;
  Instr& instr = add(owned ? Op::call_method : Op::call, span, dst, std::move(args));
  instr.callee = s_.ids.at(&method);
  instr.type = method.owner->type;
  return dst;
}

Reg FunctionLowerer::construct(const Expr& e, const Type* type, std::size_t first) {
  std::vector<Reg> fields(type->fields.size(), ir::no_reg);
  const std::vector<Reg> given = values(e, first);
  for (std::size_t k = 0; k < given.size(); ++k)
    for (std::size_t i = 0; i < type->fields.size(); ++i)
      if (type->fields[i].name == e.labels[k]) fields[i] = given[k];
  const std::vector<syntax::Field>* declared = &type->decl->fields;
  if (type->union_type)
    for (const auto& variant : type->decl->variants)
      if (variant.type == type) declared = &variant.fields;
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i] == ir::no_reg) fields[i] = initial(*(*declared)[i].initial, *type->decl);
  const Reg dst = reg(type);
  Instr& instr = add(type->kind == TypeKind::record ? Op::record_make : Op::new_object, e.span, dst, std::move(fields));
  instr.type = type;
  return dst;
}

/// Functions and members of the machine's table.
Reg FunctionLowerer::machine(const Expr& e) {
  const std::string& name = e.builtin;
  const bool called = e.kind == ExprKind::call;
  const sema::MachineFunction* row = sema::find_machine(name);
  if (name == "enter" || name == "enter_tail" || name.rfind("leave", 0) == 0) {
    frame_statement(e);
    return ir::no_reg;
  }
  if (name == "unreachable" || name == "assert") {
    const Expr& what = *e.kids[1];
    if (name == "assert") {
      const BlockId good = block(), bad = block();
      condition(what, good, bad);
      start(bad);
      f_.blocks[static_cast<std::size_t>(bad)].cold = true;
      add(Op::fault, e.span).text = "assertion failed: " + std::string(s_.sources.text(what.span));
      start(good);
    } else {
      add(Op::fault, e.span).text = what.kind == ExprKind::str_lit ? what.text : "unreachable";
    }
    return ir::no_reg;
  }
  std::vector<Reg> args;
  const bool on_type = row && row->is_static;
  const Expr* receiver =
      called ? (e.kids[0]->kind == ExprKind::member ? e.kids[0]->kids[0].get() : nullptr) : e.kids[0].get();
  if (receiver && !on_type && name != "enum.from") args.push_back(plain(*receiver));
  if (called) {
    for (std::size_t i = 1; i < e.kids.size(); ++i)
      for (Reg& before : args) before = kept(before, *e.kids[i]);
    const std::vector<Reg> more = values(e, 1);
    args.insert(args.end(), more.begin(), more.end());
  }
  static const std::map<std::string, Op> direct = {{"array.len", Op::array_len},
                                                   {"array.copy", Op::array_copy},
                                                   {"array.fill", Op::array_fill},
                                                   {"array.freeze", Op::array_freeze},
                                                   {"str.len", Op::str_len},
                                                   {"add_overflows", Op::add_overflows},
                                                   {"sub_overflows", Op::sub_overflows},
                                                   {"mul_overflows", Op::mul_overflows},
                                                   {"f64_bits", Op::bitcast},
                                                   {"f64_from_bits", Op::bitcast},
                                                   {"enum.from", Op::enum_from},
                                                   {"args.len", Op::args_len},
                                                   {"args.from", Op::args_from}};
  if (const auto op = direct.find(name); op != direct.end()) {
    if (has_value(e.type)) return make(op->second, e.type, e.span, std::move(args));
    add(op->second, e.span, ir::no_reg, std::move(args));
    return ir::no_reg;
  }
  if (name == "asm.fits") return intrinsic("asm_fits", e.type, std::move(args), e.span);
  if (name == "hash_of") {
    const Type* type = f_.regs[static_cast<std::size_t>(args[0])];
    if (type->kind == TypeKind::str) return intrinsic("hash_str", e.type, std::move(args), e.span);
    if (type->kind == TypeKind::value) return intrinsic("hash_value", e.type, std::move(args), e.span);
    if (type != types().i64()) args[0] = make(Op::convert, types().i64(), e.span, {args[0]});
    return intrinsic("hash_int", e.type, std::move(args), e.span);
  }
  const bool waits = row && (row->effects & sema::effect_suspends);
  return intrinsic(underscored(name), e.type, std::move(args), e.span, waits);
}

void FunctionLowerer::frame_statement(const Expr& e) {
  const std::string& name = e.builtin;
  std::vector<Reg> args;
  if (name == "leave_none") {
    add(Op::leave_none, e.span);
    return;
  }
  if (name == "leave_value") {
    add(Op::leave_value, e.span, ir::no_reg, {value(*e.kids[1])});
    return;
  }
  const std::size_t window = name == "leave" ? 1 : 2;
  for (std::size_t i = 1; i < e.kids.size(); ++i)
    if (i != window) args.push_back(value(*e.kids[i]));
  const Op op = name == "leave" ? Op::leave : name == "enter" ? Op::enter : Op::enter_tail;
  add(op, e.span, ir::no_reg, std::move(args)).imm = e.kids[window]->local;
}

Reg FunctionLowerer::guest_call(const Expr& e) {
  std::vector<Reg> args = values(e, 0);
  const Reg dst = reg(e.type);
  Instr& instr = add(Op::call_guest, e.span, dst, std::move(args));
  instr.imm = (e.flag ? 1 : 0) | (e.spread ? 2 : 0);
  return dst;
}

void FunctionLowerer::emit(const Expr& e) {
  std::vector<Reg> args;
  std::int64_t constants = 0;
  for (std::size_t i = 0; i < e.kids.size(); ++i) {
    const Expr& kid = *e.kids[i];
    if (kid.kind == ExprKind::const_arg) {
      constants |= std::int64_t{1} << (i - 1);
      args.push_back(value(*kid.kids[0]));
    } else {
      args.push_back(value(kid));
    }
  }
  Instr& instr = add(Op::emit, e.span, ir::no_reg, std::move(args));
  instr.text = e.text;
  instr.imm = constants;
  instr.callee = s_.ids.at(e.decl);
}

}  // namespace heddle::lower
