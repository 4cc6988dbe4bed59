// Finds the points where a function may be left and resumed, and the registers to save there.
//
// A function that may wait or call the guest is never on the C stack while it waits: its live registers are saved in a
// frame, and a second form of it resumes from there. Afterwards each instruction that may suspend has a `SuspendPoint`
// whose `live` are exactly the registers that some path reads later. The instruction's own result is among them only if
// the handler reads it: on an error it keeps its previous value. If nothing happens after the instruction but that its
// result is given on, the point is marked: a function then need not be resumed, as its caller can take the result
// directly, and a bytecode can have a guest function return to it like one that it called.
#include "translator/ir/instruction.h"
#include "translator/ir/liveness.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

bool may_suspend(const Instr& i, const Program& program) {
  if (i.op == Op::call) return program.function(i.callee).has(sema::effect_suspends);
  return may(i.op, fact::suspends) && !is_terminator(i.op);  // a terminator leaves the function for good
}

constexpr int most_steps = 64;  // after an instruction, in search of the function's end

/// Follows what happens to the result of an instruction.
class Continuation {
 public:
  Continuation(const Function& f, SuspendPoint& point) : f_(f), point_(point) {}

  /// Sets `passes_on` and `operand` of the point.
  void find() {
    BlockId at = point_.block;
    std::size_t next = static_cast<std::size_t>(point_.instr) + 1;
    const Instr& waits = instructions(at)[next - 1];
    if (gives_values(waits)) return;  // they are made into a list
    result_ = waits.dst;
    if (f_.kind == FunctionKind::op && waits.dst != no_reg && type_of(waits.dst)->kind != sema::TypeKind::value) return;
    for (int steps = 0; steps < most_steps; ++steps) {
      if (f_.blocks[static_cast<std::size_t>(at)].handler >= 0) return;
      const Instr& i = instructions(at)[next++];
      if (i.op == Op::jump) {
        at = i.targets[0];
        next = 0;
      } else if (is_end(i)) {
        point_.passes_on = true;
        return;
      } else if (!gives_on(i)) {
        return;
      }
    }
  }

 private:
  const std::vector<Instr>& instructions(BlockId block) const {
    return f_.blocks[static_cast<std::size_t>(block)].instrs;
  }
  const Type* type_of(Reg reg) const { return f_.regs[static_cast<std::size_t>(reg)]; }
  bool is_result(const Instr& i) const { return result_ != no_reg && i.args[0] == result_; }

  bool is_end(const Instr& i) const {
    if (f_.kind == FunctionKind::op) return i.op == Op::next && !i.polls;
    return i.op == Op::ret && (i.args.empty() || is_result(i));
  }

  /// The result moves to another register, or to the operand.
  bool gives_on(const Instr& i) {
    if (i.op == Op::move && is_result(i)) {
      result_ = i.dst;
      return true;
    }
    if (i.op != Op::operand_set || !is_result(i) || point_.operand >= 0) return false;
    point_.operand = static_cast<int>(i.imm);
    return true;
  }

  const Function& f_;
  SuspendPoint& point_;
  Reg result_ = no_reg;
};

}  // namespace

void suspension(Function& f, const Program& program) {
  f.suspend_points.clear();
  bool any = false;
  for (Block& block : f.blocks)
    for (Instr& i : block.instrs) {
      i.suspend = -1;
      any = any || may_suspend(i, program);
    }
  if (!any) return;
  const Liveness live = liveness(f);
  for (std::size_t b = 0; b < f.blocks.size(); ++b) {
    Block& block = f.blocks[b];
    RegSet now = live.out[b];
    for (std::size_t i = block.instrs.size(); i-- > 0;) {
      Instr& instr = block.instrs[i];
      const Reg dst = defines(instr);
      if (dst != no_reg) now.remove(dst);
      if (block.handler >= 0) now.add_all(live.in[static_cast<std::size_t>(block.handler)]);
      if (may_suspend(instr, program)) {
        SuspendPoint point{static_cast<BlockId>(b), static_cast<int>(i), now.members()};
        // `main` keeps its frame, so that the traceback of an error that ends the program begins there.
        if (f.kind != FunctionKind::builtin && f.name != "main") Continuation(f, point).find();
        instr.suspend = static_cast<int>(f.suspend_points.size());
        f.suspend_points.push_back(std::move(point));
      }
      add_uses(now, instr);
    }
  }
}

}  // namespace heddle::passes
