// Lowers `match` to a chain of tests; the pass `switches` turns chains into switches.
#include "translator/lower/function.h"

namespace heddle::lower {

using syntax::Pattern;
using syntax::PatternKind;

/// Jumps to `yes` if `subject` has the shape of `p`, else to `no`. Binds nothing.
void FunctionLowerer::test(const Pattern& p, Reg subject, BlockId yes, BlockId no) {
  const Type* type = f_.regs[static_cast<std::size_t>(subject)];
  const Type* boolean = types().boolean();
  switch (p.kind) {
    case PatternKind::wildcard:
    case PatternKind::binding:
      jump(yes, p.span);
      return;
    case PatternKind::alternative:
      for (std::size_t i = 0; i < p.kids.size(); ++i) {
        const BlockId next = i + 1 == p.kids.size() ? no : block();
        test(p.kids[i], subject, yes, next);
        start(next);
      }
      return;
    case PatternKind::nil:
      if (type->kind == TypeKind::value) {
        const Reg is = reg(boolean);
        add(Op::test_arm, p.span, is, {subject}).imm = 0;
        branch(is, yes, no, p.span);
      } else {
        branch(make(Op::eq, boolean, p.span, {subject, null(type, p.span)}), yes, no, p.span);
      }
      return;
    case PatternKind::constant: {
      std::int64_t number = p.constant;
      const auto named = s_.sema.names.find(p.text);
      if (type->kind == TypeKind::integer && named != s_.sema.names.end() && named->second->kind == DeclKind::constant)
        number = constant(s_, *named->second->body).imm;
      branch(make(Op::eq, boolean, p.span, {subject, integer(number, type, p.span)}), yes, no, p.span);
      return;
    }
    case PatternKind::literal: {
      if (type->kind == TypeKind::value) {
        const BlockId same_arm = block();
        const Reg is = reg(boolean);
        add(Op::test_arm, p.span, is, {subject}).imm = p.arm;
        branch(is, same_arm, no, p.span);
        start(same_arm);
        const Reg payload = reg(p.literal->type);
        add(Op::unbox, p.span, payload, {subject}).imm = p.arm;
        subject = payload;
      }
      branch(make(Op::eq, boolean, p.span, {subject, value(*p.literal)}), yes, no, p.span);
      return;
    }
    case PatternKind::arm:
    case PatternKind::destructure: {
      const Reg is = reg(boolean);
      if (type->kind == TypeKind::value)
        add(Op::test_arm, p.span, is, {subject}).imm = p.arm;
      else
        add(Op::test_class, p.span, is, {subject}).type = p.type;
      branch(is, yes, no, p.span);
      return;
    }
    case PatternKind::tuple:
      return;  // match_into destructures tuples
  }
}

/// Binds the pattern's names, once the shape is known to match.
void FunctionLowerer::bind(const Pattern& p, Reg subject) {
  const Type* type = f_.regs[static_cast<std::size_t>(subject)];
  if (p.kind == PatternKind::destructure) {
    const Reg object = make(Op::cast_ref, p.type, p.span, {subject});
    for (std::size_t i = 0; i < p.kids.size(); ++i)
      if (p.kids[i].local >= 0)
        add(Op::get_field, p.span, local(p.kids[i].local), {object}).imm = static_cast<std::int64_t>(i);
    return;
  }
  if (p.local < 0) return;
  const Reg to = local(p.local);
  const Type* wanted = f_.regs[static_cast<std::size_t>(to)];
  if (p.kind == PatternKind::arm && type->kind == TypeKind::value)
    add(Op::unbox, p.span, to, {subject}).imm = p.arm;
  else if (wanted != type)
    add(Op::cast_ref, p.span, to, {subject});
  else
    copy(to, subject, p.span);
}

void FunctionLowerer::match_into(const Expr& e, Reg result) {
  std::vector<Reg> subjects;
  for (const auto& kid : e.kids) {
    for (Reg& before : subjects) before = kept(before, *kid);
    subjects.push_back(value(*kid));
  }
  for (const auto& arm : e.arms)  // a guard may assign a variable that later arms still test
    for (Reg& subject : subjects)
      if (arm.guard) subject = kept(subject, *arm.guard);
  const BlockId end = block();
  for (const auto& arm : e.arms) {
    const BlockId next = block();
    std::vector<const Pattern*> alternatives;
    if (subjects.size() > 1 && arm.pattern.kind == PatternKind::alternative)
      for (const auto& kid : arm.pattern.kids) alternatives.push_back(&kid);
    else
      alternatives.push_back(&arm.pattern);
    const BlockId work = block();
    for (std::size_t a = 0; a < alternatives.size(); ++a) {
      const Pattern& p = *alternatives[a];
      const BlockId fail = a + 1 == alternatives.size() ? next : block();
      if (p.kind == PatternKind::tuple) {
        for (std::size_t i = 0; i < subjects.size(); ++i) {
          const BlockId matched = i + 1 == subjects.size() ? work : block();
          test(p.kids[i], subjects[i], matched, fail);
          start(matched);
        }
      } else if (subjects.size() == 1) {
        test(p, subjects[0], work, fail);
      } else {
        jump(work, p.span);
      }
      start(fail);
    }
    start(work);
    for (const Pattern* p : alternatives) {
      if (p->kind == PatternKind::tuple)
        for (std::size_t i = 0; i < subjects.size(); ++i) bind(p->kids[i], subjects[i]);
      else if (subjects.size() == 1)
        bind(*p, subjects[0]);
    }
    if (arm.guard) {
      const BlockId guarded = block();
      condition(*arm.guard, guarded, next);
      start(guarded);
    }
    if (result == ir::no_reg)
      statement(*arm.body);
    else
      into(*arm.body, result);
    jump(end, arm.span);
    start(next);
  }
  if (open()) {
    add(Op::fault, e.span).text = "no case of the match applies";
    f_.blocks[static_cast<std::size_t>(current_)].cold = true;
  }
  start(end);
}

}  // namespace heddle::lower
