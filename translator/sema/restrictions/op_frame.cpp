// op-frame: `enter`, `leave` and the like, and `jump`, end a path of an op. Code after them, or code that uses their
// value, could not run: the frame is gone, or the next bytecode has begun.
#include "translator/sema/checker.h"
#include "translator/sema/machine.h"

namespace heddle::sema {

namespace {

std::string frame_statement(const Expr& e) {
  if (e.kind == ExprKind::jump) return "jump";
  if (e.kind != ExprKind::call || e.target != Target::machine) return "";
  const MachineFunction& row = about(e.machine);
  return row.ends_bytecode() ? std::string(row.name) : "";
}

class FrameStatements {
 public:
  explicit FrameStatements(Checker& checker) : c_(checker) {}

  /// `whole`: `e` is a statement of its own, so it may be a frame statement.
  void visit(const Expr& e, bool whole) {
    if (const std::string name = frame_statement(e); !name.empty()) place(e, name, whole);
    switch (e.kind) {
      case ExprKind::block:
        return block(e, whole);
      case ExprKind::if_:
      case ExprKind::if_let:
        return kids(e, 1, whole);
      case ExprKind::while_:
      case ExprKind::for_:
        return kids(e, 1, true);
      case ExprKind::loop:
        return kids(e, 0, true);
      case ExprKind::match:
        kids(e, e.kids.size(), false);
        for (const auto& arm : e.arms) {
          if (arm.guard) visit(*arm.guard, false);
          visit(*arm.body, whole);
        }
        return;
      case ExprKind::try_:
        ++in_try_;
        visit(*e.kids[0], whole);
        --in_try_;
        visit(*e.kids[1], whole);
        return;
      default:
        kids(e, e.kids.size(), false);
    }
  }

 private:
  /// Children before `first` are values; `whole` applies to the others.
  void kids(const Expr& e, std::size_t first, bool whole) {
    for (std::size_t i = 0; i < e.kids.size(); ++i) visit(*e.kids[i], i >= first && whole);
  }

  void place(const Expr& e, const std::string& name, bool whole) {
    if (in_try_)
      c_.error(e.span, "'" + name + "' leaves this bytecode, so the 'catch' could not see its errors", "op-frame")
          .note("move it behind the 'try'; handlers of the guest are made with 'handler' of Asm");
    else if (!whole)
      c_.error(e.span, "'" + name + "' has no value: it ends the bytecode", "op-frame")
          .note("write it as a statement of its own");
  }

  void block(const Expr& e, bool whole) {
    for (std::size_t i = 0; i < e.kids.size(); ++i) {
      const bool last = i + 1 == e.kids.size();
      visit(*e.kids[i], !last || whole);
      if (const std::string name = frame_statement(*e.kids[i]); !last && !name.empty())
        c_.error(e.kids[i + 1]->span, "nothing runs after '" + name + "': it ends the bytecode", "op-frame")
            .note(e.kids[i]->span, "the bytecode ends here");
    }
  }

  Checker& c_;
  int in_try_ = 0;
};

}  // namespace

void check_frame_statements(Checker& checker) {
  for (const Decl* decl : checker.program.functions)
    if (decl->kind == DeclKind::op && decl->body) FrameStatements(checker).visit(*decl->body, true);
}

}  // namespace heddle::sema
