// Marks the blocks that a running program rarely reaches.
//
// The cold blocks are: errors and the code after catching one; requests to other contexts; calls of functions that
// always raise; blocks whose successors are all cold, and blocks whose predecessors are all cold. Inlining leaves calls
// in cold blocks alone, and the C++ back end moves cold blocks out of the way.
// Afterwards `Block::cold` is set. It is a hint: no pass may rely on it for correctness.
#include "translator/ir/instruction.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

bool always_raises(const Function& f) { return f.kind != FunctionKind::op && !f.blocks.empty() && f.blocks[0].cold; }

bool unlikely(const Block& block, const Function& f, const Program& program) {
  for (const Instr& i : block.instrs) {
    if (may(i.op, fact::unlikely)) return true;
    if (i.op == Op::call && i.callee != f.id && always_raises(program.function(i.callee))) return true;
  }
  return false;
}

/// Marks blocks that have successors, all of them cold.
bool spread_backward(Function& f) {
  bool changed = false;
  for (std::size_t b = f.blocks.size(); b-- > 0;) {
    Block& block = f.blocks[b];
    const auto& targets = block.instrs.back().targets;
    bool all = !block.cold && !targets.empty();
    for (BlockId t : targets)
      all = all && f.blocks[static_cast<std::size_t>(t)].cold && static_cast<std::size_t>(t) != b;
    if (all) block.cold = changed = true;
  }
  return changed;
}

/// Marks blocks that have predecessors, all of them cold.
bool spread_forward(Function& f) {
  std::vector<bool> warm(f.blocks.size(), false), entered(f.blocks.size(), false);
  warm[0] = true;
  for (std::size_t b = 0; b < f.blocks.size(); ++b)
    for (BlockId t : f.blocks[b].instrs.back().targets) {
      if (static_cast<std::size_t>(t) == b) continue;
      entered[static_cast<std::size_t>(t)] = true;
      if (!f.blocks[b].cold) warm[static_cast<std::size_t>(t)] = true;
    }
  bool changed = false;
  for (std::size_t b = 0; b < f.blocks.size(); ++b)
    if (entered[b] && !warm[b] && !f.blocks[b].cold) f.blocks[b].cold = changed = true;
  return changed;
}

}  // namespace

void cold_blocks(Program& program) {
  for (bool changed = true; changed;) {
    changed = false;
    for (auto& f : program.functions) {
      for (Block& block : f->blocks)
        if (!block.cold && unlikely(block, *f, program)) block.cold = changed = true;
      while (spread_backward(*f) || spread_forward(*f)) changed = true;
    }
  }
}

}  // namespace heddle::passes
