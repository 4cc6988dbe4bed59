// Calls: functions, methods, constructors, the machine, the guest; and `emit` statements.
#include <stdexcept>

#include "translator/ir/instruction.h"
#include "translator/lower/function.h"

namespace heddle::lower {

using sema::Machine;

namespace {

bool has_value(const Type* type) { return type && type->kind != TypeKind::unit && type->kind != TypeKind::never; }

}  // namespace

/// Calls a function of the runtime.
Reg FunctionLowerer::intrinsic(sema::Machine id, const Type* result, std::vector<Reg> args, source::Span span) {
  const Reg dst = has_value(result) ? reg(result) : ir::no_reg;
  const bool waits = sema::about(id).may(sema::effect_suspends);
  add(waits ? Op::wait : Op::call_intrinsic, span, dst, std::move(args)).imm = static_cast<std::int64_t>(id);
  return dst;
}

Reg FunctionLowerer::instruction(Op op, const Expr& e, std::vector<Reg> args) {
  const Reg dst = has_value(e.type) ? reg(e.type) : ir::no_reg;
  add(op, e.span, dst, std::move(args));
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
  if (e.decl->kind == DeclKind::intrinsic) return intrinsic(e.decl->machine, e.type, std::move(args), e.span);
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

namespace {

/// The instruction that implements such a function: the one of the same name.
Op instruction_of(const sema::MachineFunction& function) {
  Op op = Op::fault;
  if (!ir::find_op(std::string(function.cpp_name), op))
    throw std::logic_error("there is no instruction '" + std::string(function.cpp_name) + "'");
  return op;
}

}  // namespace

/// Calls of functions and members in the machine's table.
Reg FunctionLowerer::machine(const Expr& e) {
  const sema::MachineFunction& function = sema::about(e.machine);
  if (function.ends_bytecode()) {
    frame_statement(e, instruction_of(function));
    return ir::no_reg;
  }
  if (e.machine == Machine::assert || e.machine == Machine::unreachable) {
    assertion(e);
    return ir::no_reg;
  }
  const bool called = e.kind == ExprKind::call;
  const Expr* receiver =
      called ? (e.kids[0]->kind == ExprKind::member ? e.kids[0]->kids[0].get() : nullptr) : e.kids[0].get();
  std::vector<Reg> args;
  if (receiver && !function.is_static()) {
    if (receiver->type->kind == TypeKind::fields) return fields(e, *receiver);
    args.push_back(plain(*receiver));
  }
  if (called) {
    for (std::size_t i = 1; i < e.kids.size(); ++i)
      for (Reg& before : args) before = kept(before, *e.kids[i]);
    const std::vector<Reg> more = values(e, 1);
    args.insert(args.end(), more.begin(), more.end());
  }
  if (!function.is_instruction) return intrinsic(e.machine, e.type, std::move(args), e.span);
  if (e.machine == Machine::hash_of) args[0] = hashable(args[0], e.span);
  return instruction(instruction_of(function), e, std::move(args));
}

/// Calls a function on Fields. They are read after the arguments, which may replace them.
Reg FunctionLowerer::fields(const Expr& e, const Expr& receiver) {
  Place holder = place(receiver);  // a temporary if it is not a field: `Fields().len`
  std::vector<Reg> args = {ir::no_reg};
  if (e.kind == ExprKind::call) {
    for (std::size_t i = 1; i < e.kids.size(); ++i) holder.holder = kept(holder.holder, *e.kids[i]);
    const std::vector<Reg> more = values(e, 1);
    args.insert(args.end(), more.begin(), more.end());
  }
  args[0] = load(holder);
  if (!sema::about(e.machine).replaces_receiver()) return intrinsic(e.machine, e.type, std::move(args), e.span);
  store(holder, intrinsic(e.machine, receiver.type, std::move(args), e.span));
  return ir::no_reg;
}

/// Integers, bools and enums are hashed as an i64.
Reg FunctionLowerer::hashable(Reg v, source::Span span) {
  const Type* type = f_.regs[static_cast<std::size_t>(v)];
  const bool as_it_is = type->kind == TypeKind::str || type->kind == TypeKind::value || type == types().i64();
  return as_it_is ? v : make(Op::convert, types().i64(), span, {v});
}

void FunctionLowerer::assertion(const Expr& e) {
  const Expr& what = *e.kids[1];
  if (e.machine == Machine::unreachable) {
    add(Op::fault, e.span).text = what.kind == ExprKind::str_lit ? what.text : "unreachable";
    return;
  }
  const BlockId good = block(), bad = block();
  condition(what, good, bad);
  start(bad);
  f_.blocks[static_cast<std::size_t>(bad)].cold = true;
  add(Op::fault, e.span).text = "assertion failed: " + std::string(s_.sources.text(what.span));
  start(good);
}

/// Operands that are numbers or values become registers; the window is named in the instruction.
void FunctionLowerer::frame_statement(const Expr& e, Op op) {
  std::vector<Reg> args;
  std::int64_t window = 0;
  for (std::size_t i = 1; i < e.kids.size(); ++i) {
    if (e.kids[i]->type->kind == TypeKind::window)
      window = e.kids[i]->local;
    else
      args.push_back(value(*e.kids[i]));
  }
  add(op, e.span, ir::no_reg, std::move(args)).imm = window;
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
