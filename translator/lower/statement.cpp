// Emission, bodies, statements and loops. For assignment see place.cpp.
#include "translator/ir/instruction.h"
#include "translator/lower/function.h"

namespace heddle::lower {

namespace {

bool has_value(const Type* type) {
  return type && type->kind != TypeKind::unit && type->kind != TypeKind::never && type->kind != TypeKind::values;
}

}  // namespace

BlockId FunctionLowerer::block() {
  f_.blocks.emplace_back();
  f_.blocks.back().handler = handler_;
  return static_cast<BlockId>(f_.blocks.size()) - 1;
}

bool FunctionLowerer::open() const {
  const auto& instrs = f_.blocks[static_cast<std::size_t>(current_)].instrs;
  return instrs.empty() || !ir::is_terminator(instrs.back().op);
}

Reg FunctionLowerer::reg(const Type* type, std::string name) {
  f_.regs.push_back(type);
  f_.reg_names.push_back(std::move(name));
  return static_cast<Reg>(f_.regs.size()) - 1;
}

/// Code after a terminator goes to a new, unreachable block, which cleanup removes.
Instr& FunctionLowerer::add(Op op, source::Span span, Reg dst, std::vector<Reg> args) {
  if (!open()) start(block());
  auto& instrs = f_.blocks[static_cast<std::size_t>(current_)].instrs;
  instrs.emplace_back();
  Instr& instr = instrs.back();
  instr.op = op;
  instr.dst = dst;
  instr.args = std::move(args);
  instr.span = span;
  return instr;
}

Reg FunctionLowerer::make(Op op, const Type* type, source::Span span, std::vector<Reg> args) {
  const Reg dst = reg(type);
  add(op, span, dst, std::move(args));
  return dst;
}

void FunctionLowerer::jump(BlockId target, source::Span span) {
  if (open()) add(Op::jump, span).targets = {target};
}

void FunctionLowerer::branch(Reg condition, BlockId yes, BlockId no, source::Span span) {
  add(Op::branch, span, ir::no_reg, {condition}).targets = {yes, no};
}

void FunctionLowerer::copy(Reg to, Reg from, source::Span span) {
  if (to != ir::no_reg && from != ir::no_reg && open()) add(Op::move, span, to, {from});
}

Reg FunctionLowerer::integer(std::int64_t v, const Type* type, source::Span span) {
  const Reg dst = reg(type);
  add(Op::const_int, span, dst).imm = v;
  return dst;
}

Reg FunctionLowerer::local(int slot) {
  const auto at = static_cast<std::size_t>(slot);
  if (locals_.size() <= at) locals_.resize(declared_->size(), ir::no_reg);
  if (locals_[at] == ir::no_reg) locals_[at] = reg((*declared_)[at].type, (*declared_)[at].name);
  return locals_[at];
}

void FunctionLowerer::run() {
  f_.span = decl_.span;
  f_.module_name = decl_.module_name;
  f_.effects = decl_.effect_set;
  f_.operands = decl_.operands;
  f_.result = decl_.result_type ? decl_.result_type : types().unit();
  if (decl_.owner) f_.self = decl_.owner->type;
  const int nparams = static_cast<int>(decl_.params.size()) + (decl_.owner ? 1 : 0);
  f_.nparams = nparams;
  for (int i = 0; i < nparams; ++i) local(i);
  start(block());
  body();
}

void FunctionLowerer::body() {
  const Expr& e = *decl_.body;
  if (has_value(f_.result)) {
    const Reg result = reg(f_.result);
    into(e, result);
    if (open()) add(Op::ret, e.span, ir::no_reg, {result});
  } else {
    statement(e);
    if (open()) fall_off(e.span);
  }
  for (auto& b : f_.blocks) {
    if (!b.instrs.empty() && ir::is_terminator(b.instrs.back().op)) continue;
    Instr end;
    end.op = Op::fault;
    end.text = "unreachable";
    end.span = e.span;
    b.instrs.push_back(end);
  }
}

void FunctionLowerer::fall_off(source::Span span) {
  switch (decl_.kind) {
    case DeclKind::op:
      add(Op::next, span);
      return;
    case DeclKind::builtin:
      add(Op::ret_values, span);
      return;
    default:
      add(Op::ret, span);
      return;
  }
}

void FunctionLowerer::statement(const Expr& e) {
  switch (e.kind) {
    case ExprKind::block:
      for (const auto& kid : e.kids) statement(*kid);
      return;
    case ExprKind::if_:
    case ExprKind::if_let:
    case ExprKind::try_:
      branch_into(e, ir::no_reg);
      return;
    case ExprKind::match:
      match_into(e, ir::no_reg);
      return;
    case ExprKind::while_:
    case ExprKind::loop:
      loop(e);
      return;
    case ExprKind::for_:
      for_loop(e);
      return;
    case ExprKind::break_:
      jump(loops_.back().end, e.span);
      return;
    case ExprKind::continue_:
      jump(loops_.back().next, e.span);
      return;
    case ExprKind::return_:
      return_statement(e);
      return;
    case ExprKind::raise:
      add(Op::raise, e.span, ir::no_reg, {value(*e.kids[0])});
      return;
    case ExprKind::jump:
      add(Op::jump_label, e.span).imm = e.kids[0]->local;
      return;
    case ExprKind::let: {
      const Reg from = value(*e.kids[0]);
      if (open()) copy(local(e.local), from, e.span);
      return;
    }
    case ExprKind::assign:
      assign(e);
      return;
    case ExprKind::emit:
      emit(e);
      return;
    default:
      plain(e);
      return;
  }
}

void FunctionLowerer::loop(const Expr& e) {
  const BlockId next = block(), work = block(), end = block();
  jump(next, e.span);
  start(next);
  if (e.kind == ExprKind::while_)
    condition(*e.kids[0], work, end);
  else
    jump(work, e.span);
  start(work);
  loops_.push_back({next, end});
  statement(*e.kids[e.kind == ExprKind::while_ ? 1 : 0]);
  loops_.pop_back();
  jump(next, e.span);
  start(end);
}

void FunctionLowerer::for_range(const Expr& e) {
  const Expr& range = *e.kids[0];
  const Type* type = range.type;
  const Reg at = reg(type);
  copy(at, value(*range.kids[0]), range.span);
  const Reg last = kept(value(*range.kids[1]), *e.kids[1]);
  const BlockId test = block(), work = block(), next = block(), end = block();
  jump(test, e.span);
  start(test);
  branch(make(range.flag ? Op::le : Op::lt, types().boolean(), range.span, {at, last}), work, end, range.span);
  start(work);
  copy(local(e.local), at, range.span);
  loops_.push_back({next, end});
  statement(*e.kids[1]);
  loops_.pop_back();
  jump(next, e.span);
  start(next);
  if (range.flag) {  // the last value may be the type's largest: stop before stepping past it
    const BlockId step = block();
    branch(make(Op::eq, types().boolean(), range.span, {at, last}), end, step, range.span);
    start(step);
  }
  copy(at, make(Op::add, type, range.span, {at, integer(1, type, range.span)}), range.span);
  jump(test, e.span);
  start(end);
}

void FunctionLowerer::for_loop(const Expr& e) {
  const Expr& what = *e.kids[0];
  if (what.kind == ExprKind::range) return for_range(e);
  const Type* i64 = types().i64();
  const Reg items = kept(value(what), *e.kids[1]);
  const Reg at = reg(i64);
  copy(at, integer(0, i64, e.span), e.span);
  const BlockId test = block(), work = block(), next = block(), end = block();
  jump(test, e.span);
  start(test);
  branch(make(Op::lt, types().boolean(), e.span, {at, length(items, what.type, e.span)}), work, end, e.span);
  start(work);
  const Reg bound = local(e.local);
  copy(bound, element(items, at, what.type, f_.regs[static_cast<std::size_t>(bound)], e.span), e.span);
  loops_.push_back({next, end});
  statement(*e.kids[1]);
  loops_.pop_back();
  jump(next, e.span);
  start(next);
  copy(at, make(Op::add, i64, e.span, {at, integer(1, i64, e.span)}), e.span);
  jump(test, e.span);
  start(end);
}

void FunctionLowerer::return_statement(const Expr& e) {
  if (decl_.kind == DeclKind::builtin) {
    std::vector<Reg> results = values(e, 0);
    Instr& instr = add(Op::ret_values, e.span, ir::no_reg, std::move(results));
    if (e.spread) instr.imm = 2;
    return;
  }
  if (e.kids.empty() || !has_value(f_.result)) {
    for (const auto& kid : e.kids) statement(*kid);
    if (open()) fall_off(e.span);
    return;
  }
  const Reg v = value(*e.kids[0]);
  if (open()) add(Op::ret, e.span, ir::no_reg, {v});
}

}  // namespace heddle::lower
