#include "translator/backend/cpp/outline.h"

#include "runtime/abi/layout.h"
#include "translator/backend/cpp/names.h"
#include "translator/ir/liveness.h"

namespace heddle::cpp {

using namespace ir;

namespace {

int values_in(const Function& f, const std::vector<Reg>& regs) {
  int n = 0;
  for (Reg reg : regs)
    if (has_value(f.regs[static_cast<std::size_t>(reg)])) n += width(f.regs[static_cast<std::size_t>(reg)]);
  return n;
}

/// Returns true if such an instruction is in a block that always runs.
bool always(const Function& f, const std::function<bool(const Instr&)>& signals) {
  std::vector<bool> seen(f.blocks.size(), false);
  for (BlockId b = 0; !seen[static_cast<std::size_t>(b)];) {
    seen[static_cast<std::size_t>(b)] = true;
    const auto& instrs = f.blocks[static_cast<std::size_t>(b)].instrs;
    for (const Instr& i : instrs)
      if (signals(i)) return true;
    if (instrs.back().op != Op::jump) return false;
    b = instrs.back().targets[0];
  }
  return false;
}

}  // namespace

std::vector<Exit> exits(const Function& f, const std::function<bool(const Instr&)>& signals) {
  if (always(f, signals)) return {};
  std::vector<Exit> found;
  const Liveness live = liveness(f);
  for (std::size_t b = 0; b < f.blocks.size(); ++b) {
    RegSet now = live.out[b];
    const Block& block = f.blocks[b];
    for (std::size_t i = block.instrs.size(); i-- > 0;) {
      const Instr& instr = block.instrs[i];
      if (const Reg written = defines(instr); written != no_reg) now.remove(written);
      add_uses(now, instr);
      if (block.handler >= 0) now.add_all(live.in[static_cast<std::size_t>(block.handler)]);
      if (!signals(instr)) continue;
      Exit exit{static_cast<BlockId>(b), static_cast<int>(i), now.members()};
      if (values_in(f, exit.live) > hd::carried_values) return {};
      found.push_back(std::move(exit));
    }
  }
  return found;
}

}  // namespace heddle::cpp
