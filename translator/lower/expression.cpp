// Expressions: each gives a register with the value, converted to the type its context wants.
#include "translator/lower/function.h"

namespace heddle::lower {

namespace {

int arm_of(const Type* value, const Type* payload) {
  for (std::size_t i = 0; i < value->arms.size(); ++i)
    if (value->arms[i].type == payload) return static_cast<int>(i);
  return 0;
}

/// The Value compared in `v == nil` or `v != nil`, for which a test of its arm suffices; null for anything else.
const Expr* compared_with_nil(const Expr& e) {
  if (e.kind != ExprKind::binary || (e.text != "==" && e.text != "!=")) return nullptr;
  for (int side = 0; side < 2; ++side) {
    const Expr &nil = *e.kids[static_cast<std::size_t>(side)], &other = *e.kids[static_cast<std::size_t>(1 - side)];
    if (nil.kind == ExprKind::nil_lit && other.type->kind == TypeKind::value && !other.coerce) return &other;
  }
  return nullptr;
}

bool is_branching(const Expr& e) {
  switch (e.kind) {
    case ExprKind::block:
    case ExprKind::if_:
    case ExprKind::if_let:
    case ExprKind::match:
    case ExprKind::try_:
      return true;
    default:
      return false;
  }
}

}  // namespace

Op operator_of(const std::string& text) {
  static const std::map<std::string, Op> ops = {{"+", Op::add},  {"-", Op::sub},  {"*", Op::mul}, {"/", Op::div},
                                                {"%", Op::rem},  {"&", Op::band}, {"|", Op::bor}, {"^", Op::bxor},
                                                {"<<", Op::shl}, {">>", Op::shr}, {"==", Op::eq}, {"!=", Op::ne},
                                                {"<", Op::lt},   {"<=", Op::le},  {">", Op::gt},  {">=", Op::ge}};
  return ops.at(text);
}

Reg FunctionLowerer::null(const Type* type, source::Span span) { return make(Op::const_null, type, span); }

Reg FunctionLowerer::coerce(Reg v, const Type* from, const Type* to, source::Span span) {
  if (!to || from == to || from->kind == TypeKind::never || from->kind == TypeKind::unit) return v;
  if (to->kind == TypeKind::value) {
    if (from->kind == TypeKind::nil) return make(Op::const_nil, to, span);
    if (from->kind != TypeKind::optional) {
      const Reg dst = reg(to);
      add(Op::box, span, dst, {v}).imm = arm_of(to, from);
      return dst;
    }
    const Reg result = reg(to);
    const BlockId some = block(), none = block(), end = block();
    branch(make(Op::eq, types().boolean(), span, {v, null(from, span)}), none, some, span);
    start(none);
    add(Op::const_nil, span, result);
    jump(end, span);
    start(some);
    copy(result, coerce(make(Op::cast_ref, from->element, span, {v}), from->element, to, span), span);
    jump(end, span);
    start(end);
    return result;
  }
  if (to->kind == TypeKind::optional) {
    if (from->kind == TypeKind::nil) return null(to, span);
    return make(Op::cast_ref, to, span, {v});
  }
  return make(Op::cast_ref, to, span, {v});
}

Reg FunctionLowerer::value(const Expr& e) {
  if (is_branching(e) && e.type->kind != TypeKind::unit) {
    const Type* type = e.coerce ? e.coerce : e.type;
    if (type->kind == TypeKind::never) {
      statement(e);
      return reg(types().i64());
    }
    const Reg result = reg(type);
    into(e, result);
    return result;
  }
  const Reg v = plain(e);
  if (!e.coerce) return v;
  if (e.type->kind == TypeKind::never || (v == ir::no_reg && e.type->kind != TypeKind::nil)) return reg(e.coerce);
  return coerce(v, e.type, e.coerce, e.span);
}

/// Evaluates a constant or a field's default inside the current function; its variables are those of `holder`.
Reg FunctionLowerer::initial(const Expr& e, const Decl& holder) {
  std::vector<Reg> locals;
  locals.swap(locals_);
  const auto* declared = declared_;
  declared_ = &holder.locals;
  const Reg v = value(e);
  declared_ = declared;
  locals_.swap(locals);
  return v;
}

/// Evaluates `e` into the register `result`, converted to its type.
void FunctionLowerer::into(const Expr& e, Reg result) {
  if (!is_branching(e)) {
    const Reg v = value(e);
    if (open() && v != ir::no_reg && e.type->kind != TypeKind::never && e.type->kind != TypeKind::unit)
      copy(result, v, e.span);
    return;
  }
  if (e.coerce && e.coerce != e.type && e.type->kind != TypeKind::never) {
    const Reg mine = reg(e.type);
    branch_into(e, mine);
    if (open()) copy(result, coerce(mine, e.type, e.coerce, e.span), e.span);
    return;
  }
  branch_into(e, result);
}

/// Lowers blocks, if, if let, match and try; `result` may be no_reg.
void FunctionLowerer::branch_into(const Expr& e, Reg result) {
  auto part = [&](const Expr& kid) {
    if (result == ir::no_reg)
      statement(kid);
    else
      into(kid, result);
  };
  switch (e.kind) {
    case ExprKind::block:
      for (std::size_t i = 0; i < e.kids.size(); ++i) {
        if (i + 1 == e.kids.size())
          part(*e.kids[i]);
        else
          statement(*e.kids[i]);
      }
      return;
    case ExprKind::match:
      match_into(e, result);
      return;
    case ExprKind::if_:
    case ExprKind::if_let: {
      const BlockId yes = block(), no = block(), end = block();
      if (e.kind == ExprKind::if_) {
        condition(*e.kids[0], yes, no);
        start(yes);
      } else {
        const Type* type = e.kids[0]->type;
        const Reg v = value(*e.kids[0]);
        branch(make(Op::eq, types().boolean(), e.span, {v, null(type, e.span)}), no, yes, e.span);
        start(yes);
        copy(local(e.local), make(Op::cast_ref, f_.regs[static_cast<std::size_t>(local(e.local))], e.span, {v}),
             e.span);
      }
      part(*e.kids[1]);
      jump(end, e.span);
      start(no);
      if (e.kids.size() > 2) part(*e.kids[2]);
      jump(end, e.span);
      start(end);
      return;
    }
    case ExprKind::try_: {
      const BlockId outer = handler_;
      const BlockId caught = block();
      handler_ = caught;
      const BlockId work = block();
      jump(work, e.span);
      start(work);
      part(*e.kids[0]);
      handler_ = outer;
      const BlockId end = block();
      jump(end, e.span);
      start(caught);
      add(Op::catch_value, e.span, local(e.local));
      part(*e.kids[1]);
      jump(end, e.span);
      start(end);
      return;
    }
    default:
      return;
  }
}

void FunctionLowerer::condition(const Expr& e, BlockId yes, BlockId no) {
  if (e.kind == ExprKind::binary && (e.text == "&&" || e.text == "||")) {
    const BlockId second = block();
    if (e.text == "&&")
      condition(*e.kids[0], second, no);
    else
      condition(*e.kids[0], yes, second);
    start(second);
    return condition(*e.kids[1], yes, no);
  }
  if (e.kind == ExprKind::unary && e.text == "!") return condition(*e.kids[0], no, yes);
  if (compared_with_nil(e)) {
    const Reg is = nil_test(*compared_with_nil(e), e.span);
    return e.text == "==" ? branch(is, yes, no, e.span) : branch(is, no, yes, e.span);
  }
  const Reg v = value(e);
  if (open()) branch(v, yes, no, e.span);
}

Reg FunctionLowerer::plain(const Expr& e) {
  switch (e.kind) {
    case ExprKind::int_lit:
    case ExprKind::float_lit:
    case ExprKind::str_lit:
    case ExprKind::bool_lit:
    case ExprKind::nil_lit:
      return literal(e);
    case ExprKind::name:
      return name(e);
    case ExprKind::self_ref:
      return local(0);
    case ExprKind::member:
      return member(e);
    case ExprKind::index:
      return index(e);
    case ExprKind::unary:
      return unary(e);
    case ExprKind::binary:
      return binary(e);
    case ExprKind::cast:
      return cast(e);
    case ExprKind::is:
      return is_test(e);
    case ExprKind::narrow:
      return make(Op::narrow, e.type, e.span, {value(*e.kids[0])});
    case ExprKind::call:
      return call(e);
    case ExprKind::construct:
      if (e.type->kind == TypeKind::array) {
        return make(Op::array_new, e.type, e.span, values(e, 0));
      }
      return construct(e, e.type, 0);
    case ExprKind::guest_call:
      return guest_call(e);
    case ExprKind::array_lit:
      return array_literal(e);
    case ExprKind::block:
    case ExprKind::if_:
    case ExprKind::if_let:
    case ExprKind::match:
    case ExprKind::try_: {
      if (e.type->kind == TypeKind::unit || e.type->kind == TypeKind::never) {
        statement(e);
        return ir::no_reg;
      }
      const Reg result = reg(e.type);
      branch_into(e, result);
      return result;
    }
    default:
      statement(e);
      return ir::no_reg;
  }
}

Reg FunctionLowerer::literal(const Expr& e) {
  switch (e.kind) {
    case ExprKind::str_lit: {
      const Reg dst = reg(e.type);
      add(Op::const_str, e.span, dst).text = e.text;
      return dst;
    }
    case ExprKind::float_lit: {
      const Reg dst = reg(e.type);
      add(Op::const_float, e.span, dst).number = e.float_value;
      return dst;
    }
    case ExprKind::bool_lit: {
      const Reg dst = reg(e.type);
      add(Op::const_bool, e.span, dst).imm = e.int_value;
      return dst;
    }
    case ExprKind::nil_lit:
      return e.type->kind == TypeKind::optional ? null(e.type, e.span) : ir::no_reg;
    default:
      break;
  }
  if (e.type->kind == TypeKind::float64) {
    const Reg dst = reg(e.type);
    add(Op::const_float, e.span, dst).number = static_cast<double>(e.int_value);
    return dst;
  }
  return integer(e.int_value, e.type, e.span);
}

Reg FunctionLowerer::name(const Expr& e) {
  switch (e.target) {
    case Target::local:
      return local(e.local);
    case Target::operand: {
      const Reg dst = reg(e.type);
      add(Op::operand_get, e.span, dst).imm = e.local;
      return dst;
    }
    case Target::field: {
      const Reg dst = reg(e.type);
      add(Op::get_field, e.span, dst, {local(0)}).imm = e.local;
      return dst;
    }
    case Target::root: {
      const Reg dst = reg(e.type);
      add(Op::root_get, e.span, dst).imm = s_.roots.at(e.decl);
      return dst;
    }
    case Target::constant: {
      const auto table = s_.tables.find(e.decl);
      if (table != s_.tables.end()) {
        const Reg dst = reg(e.type);
        add(Op::const_table, e.span, dst).imm = table->second;
        return dst;
      }
      return initial(*e.decl->body, *e.decl);
    }
    case Target::enum_constant:
      return integer(e.int_value, e.type, e.span);
    case Target::native: {
      const Reg dst = reg(e.type);
      add(Op::const_native, e.span, dst).callee = s_.ids.at(e.decl);
      return dst;
    }
    default:
      return reg(e.type);
  }
}

Reg FunctionLowerer::member(const Expr& e) {
  switch (e.target) {
    case Target::enum_constant:
      return integer(e.int_value, e.type, e.span);
    case Target::machine:
      return machine(e);
    case Target::field:
      break;
    default:
      return name(e);
  }
  const Expr& holder = *e.kids[0];
  const Reg dst = reg(e.type);
  if (holder.type->kind != TypeKind::record) {
    const Reg object = plain(holder);
    add(Op::get_field, e.span, dst, {object}).imm = e.local;
    return dst;
  }
  if (holder.kind == ExprKind::index && holder.kids[0]->type->kind == TypeKind::array) {
    const Reg array = kept(plain(*holder.kids[0]), *holder.kids[1]);
    const Reg at = value(*holder.kids[1]);
    add(Op::array_get_field, e.span, dst, {array, at}).imm = e.local;
    return dst;
  }
  const Reg record = plain(holder);
  add(Op::record_get, e.span, dst, {record}).imm = e.local;
  return dst;
}

Reg FunctionLowerer::index(const Expr& e) {
  if (e.target == Target::operand) {
    const Reg at = value(*e.kids[1]);
    const Reg dst = reg(e.type);
    add(Op::window_get, e.span, dst, {at}).imm = e.local;
    return dst;
  }
  const Reg holder = kept(plain(*e.kids[0]), *e.kids[1]);
  const Reg at = value(*e.kids[1]);
  if (e.target == Target::method)
    return call_method(*e.decl, holder, e.kids[0]->kind == ExprKind::self_ref, {at}, e.span);
  const TypeKind kind = e.kids[0]->type->kind;
  return make(kind == TypeKind::str    ? Op::str_get
              : kind == TypeKind::args ? Op::args_get
                                       : Op::array_get,
              e.type, e.span, {holder, at});
}

Reg FunctionLowerer::unary(const Expr& e) {
  if (e.text == "-" && e.kids[0]->kind == ExprKind::int_lit && e.type->kind == TypeKind::integer)
    return integer(-e.kids[0]->int_value, e.type, e.span);
  const Reg v = value(*e.kids[0]);
  return make(e.text == "!" ? Op::not_ : e.text == "-" ? Op::neg : Op::bnot, e.type, e.span, {v});
}

Reg FunctionLowerer::short_circuit(const Expr& e) {
  const Reg result = reg(e.type);
  const BlockId yes = block(), no = block(), end = block();
  condition(e, yes, no);
  start(yes);
  add(Op::const_bool, e.span, result).imm = 1;
  jump(end, e.span);
  start(no);
  add(Op::const_bool, e.span, result).imm = 0;
  jump(end, e.span);
  start(end);
  return result;
}

Reg FunctionLowerer::nil_test(const Expr& v, source::Span span) {
  const Reg subject = value(v);
  const Reg is = reg(types().boolean());
  add(Op::test_arm, span, is, {subject}).imm = arm_of(v.type, nullptr);
  return is;
}

Reg FunctionLowerer::binary(const Expr& e) {
  if (e.text == "&&" || e.text == "||") return short_circuit(e);
  if (const Expr* v = compared_with_nil(e)) {
    const Reg is = nil_test(*v, e.span);
    return e.text == "==" ? is : make(Op::not_, e.type, e.span, {is});
  }
  const Reg a = kept(value(*e.kids[0]), *e.kids[1]);
  const Reg b = value(*e.kids[1]);
  if (e.target == Target::machine) return instruction(Op::str_concat, e, {a, b});
  return make(operator_of(e.text), e.type, e.span, {a, b});
}

Reg FunctionLowerer::cast(const Expr& e) {
  const Expr& from = *e.kids[0];
  const Reg v = value(from);
  if (from.type == e.type) return v;
  if (e.type->is_numeric()) return make(Op::convert, e.type, e.span, {v});
  if (from.machine == sema::Machine::code_data || from.type->kind == TypeKind::union_)
    return make(Op::checked_cast, e.type, e.span, {v});
  return coerce(v, from.type, e.type, e.span);
}

Reg FunctionLowerer::is_test(const Expr& e) {
  const Expr& subject = *e.kids[0];
  const Reg v = value(subject);
  const Reg dst = reg(e.type);
  if (subject.type->kind == TypeKind::value)
    add(Op::test_arm, e.span, dst, {v}).imm = e.int_value;
  else
    add(Op::test_class, e.span, dst, {v}).type = subject.type->variants[static_cast<std::size_t>(e.int_value)];
  return dst;
}

Reg FunctionLowerer::array_literal(const Expr& e) { return make(Op::array_of, e.type, e.span, values(e, 0)); }

}  // namespace heddle::lower
