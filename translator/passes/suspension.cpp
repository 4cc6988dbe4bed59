// Finds the points where a function may be left and resumed, and the registers to save there.
//
// A function that may wait or call the guest is never on the C stack while it waits: its live registers are saved in a
// frame, and a second form of it resumes from there. Afterwards each instruction that may suspend has a `SuspendPoint`
// whose `live` are exactly the registers that some path reads later. The instruction's own result is among them only if
// the handler reads it: on an error it keeps its previous value.
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
        instr.suspend = static_cast<int>(f.suspend_points.size());
        f.suspend_points.push_back(std::move(point));
      }
      add_uses(now, instr);
    }
  }
}

}  // namespace heddle::passes
