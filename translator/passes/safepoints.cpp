// Marks where a bytecode looks at the poll word: jumps that may go backward, entering and leaving a frame.
//
// Every loop of a guest program contains a backward jump or a call, so a context looks within a bounded number of
// bytecodes. Nobody places a safepoint by hand; between two of them no reference needs to be known to the collector.
#include "translator/passes/passes.h"

namespace heddle::passes {

void safepoints(ir::Function& f) {
  for (auto& block : f.blocks)
    for (auto& i : block.instrs)
      i.polls = i.op == ir::Op::jump_label || i.op == ir::Op::enter || i.op == ir::Op::enter_tail || i.op == ir::Op::leave ||
                i.op == ir::Op::leave_value || i.op == ir::Op::leave_none;
}

/// Cold: blocks that end in an error or a request, and those that lead only there.
void cold_blocks(ir::Function& f) {
  auto unlikely = [](const ir::Block& block) {
    for (const auto& i : block.instrs)
      if (i.op == ir::Op::route || i.op == ir::Op::raise || i.op == ir::Op::fault || i.op == ir::Op::catch_value) return true;
    return false;
  };
  for (auto& block : f.blocks) block.cold = block.cold || unlikely(block);
  for (bool changed = true; changed;) {
    changed = false;
    for (auto& block : f.blocks) {
      const auto& targets = block.instrs.back().targets;
      if (block.cold || targets.empty()) continue;
      bool all = true;
      for (ir::BlockId t : targets) all = all && f.blocks[static_cast<std::size_t>(t)].cold;
      if (all) block.cold = changed = true;
    }
  }
}

}  // namespace heddle::passes
