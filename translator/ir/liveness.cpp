#include "translator/ir/liveness.h"

namespace heddle::ir {

void uses(const Instr& instr, std::vector<Reg>& out) {
  out.clear();
  for (Reg reg : instr.args)
    if (reg != no_reg) out.push_back(reg);
}

Reg defines(const Instr& instr) { return instr.dst; }

namespace {

bool merge(RegSet& into, const RegSet& from) {
  bool changed = false;
  for (std::size_t i = 0; i < into.size(); ++i)
    if (from[i] && !into[i]) into[i] = changed = true;
  return changed;
}

}  // namespace

Liveness liveness(const Function& function) {
  Liveness live;
  const RegSet none(function.regs.size(), false);
  live.in.assign(function.blocks.size(), none);
  live.out.assign(function.blocks.size(), none);
  std::vector<Reg> read;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t b = function.blocks.size(); b-- > 0;) {
      const Block& block = function.blocks[b];
      RegSet now = none;
      if (!block.instrs.empty())
        for (BlockId target : block.instrs.back().targets) merge(now, live.in[static_cast<std::size_t>(target)]);
      merge(live.out[b], now);
      now = live.out[b];
      const RegSet* handler = block.handler >= 0 ? &live.in[static_cast<std::size_t>(block.handler)] : nullptr;
      if (handler) merge(now, *handler);
      for (std::size_t i = block.instrs.size(); i-- > 0;) {
        const Instr& instr = block.instrs[i];
        if (const Reg written = defines(instr); written != no_reg) now[static_cast<std::size_t>(written)] = false;
        uses(instr, read);
        for (Reg reg : read) now[static_cast<std::size_t>(reg)] = true;
        if (handler) merge(now, *handler);
      }
      changed = merge(live.in[b], now) || changed;
    }
  }
  return live;
}

}  // namespace heddle::ir
