// Removes unreachable blocks, jumps to jumps, and pure instructions whose result is unused; folds constants; assigns
// results directly to their variables.
//
// Lowering leaves code after `return`, and empty joins; inlining leaves copies. Afterwards every block is reachable,
// and no block consists of a single jump (except the entry, or a block that jumps to itself).
#include <algorithm>

#include "translator/ir/fold.h"
#include "translator/ir/instruction.h"
#include "translator/ir/liveness.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

void thread_jumps(Function& f) {
  auto final_target = [&](BlockId b) {
    for (int steps = 0; steps < 64; ++steps) {
      const Block& block = f.blocks[static_cast<std::size_t>(b)];
      if (block.instrs.size() != 1 || block.instrs[0].op != Op::jump || block.instrs[0].targets[0] == b) return b;
      b = block.instrs[0].targets[0];
    }
    return b;
  };
  for (Block& block : f.blocks) {
    if (block.instrs.empty()) continue;
    for (BlockId& target : block.instrs.back().targets) target = final_target(target);
    if (block.handler >= 0) block.handler = final_target(block.handler);
  }
}

std::vector<bool> reachable(const Function& f) {
  std::vector<bool> seen(f.blocks.size(), false);
  std::vector<BlockId> work{0};
  while (!work.empty()) {
    const auto b = static_cast<std::size_t>(work.back());
    work.pop_back();
    if (seen[b]) continue;
    seen[b] = true;
    if (f.blocks[b].handler >= 0) work.push_back(f.blocks[b].handler);
    if (!f.blocks[b].instrs.empty())
      for (BlockId t : f.blocks[b].instrs.back().targets) work.push_back(t);
  }
  return seen;
}

/// Merges a block into its predecessor if there is only one and it ends in a jump.
void merge_blocks(Function& f) {
  std::vector<int> entries(f.blocks.size(), 0);
  entries[0] = 2;
  for (const Block& block : f.blocks) {
    if (block.handler >= 0) entries[static_cast<std::size_t>(block.handler)] += 2;
    if (!block.instrs.empty())
      for (BlockId t : block.instrs.back().targets) ++entries[static_cast<std::size_t>(t)];
  }
  for (std::size_t b = 0; b < f.blocks.size(); ++b) {
    while (!f.blocks[b].instrs.empty() && f.blocks[b].instrs.back().op == Op::jump) {
      const auto t = static_cast<std::size_t>(f.blocks[b].instrs.back().targets[0]);
      if (t == b || entries[t] != 1 || f.blocks[t].handler != f.blocks[b].handler) break;
      f.blocks[b].instrs.pop_back();
      auto& from = f.blocks[t].instrs;
      f.blocks[b].instrs.insert(f.blocks[b].instrs.end(), std::make_move_iterator(from.begin()),
                                std::make_move_iterator(from.end()));
      f.blocks[b].cold = f.blocks[b].cold || f.blocks[t].cold;
      from.clear();
    }
  }
}

void drop_unreachable(Function& f) {
  const auto seen = reachable(f);
  std::vector<BlockId> renamed(f.blocks.size(), -1);
  std::vector<Block> kept;
  for (std::size_t b = 0; b < f.blocks.size(); ++b)
    if (seen[b]) {
      renamed[b] = static_cast<BlockId>(kept.size());
      kept.push_back(std::move(f.blocks[b]));
    }
  for (Block& block : kept) {
    if (block.handler >= 0) block.handler = renamed[static_cast<std::size_t>(block.handler)];
    for (BlockId& t : block.instrs.back().targets) t = renamed[static_cast<std::size_t>(t)];
  }
  f.blocks = std::move(kept);
}

void drop_dead(Function& f) {
  const Liveness live = liveness(f);
  for (std::size_t b = 0; b < f.blocks.size(); ++b) {
    auto& instrs = f.blocks[b].instrs;
    const BlockId handler = f.blocks[b].handler;
    RegSet now = live.out[b];
    std::size_t kept = instrs.size();  // index of the first instruction kept
    for (std::size_t i = instrs.size(); i-- > 0;) {
      Instr& instr = instrs[i];
      const Reg dst = defines(instr);
      const bool wanted = dst == no_reg || now.has(dst) || !may(instr.op, fact::pure) ||
                          (handler >= 0 && live.in[static_cast<std::size_t>(handler)].has(dst));
      if (!wanted) continue;
      if (dst != no_reg) now.remove(dst);
      add_uses(now, instr);
      if (--kept != i) instrs[kept] = std::move(instr);
    }
    instrs.erase(instrs.begin(), instrs.begin() + static_cast<std::ptrdiff_t>(kept));
  }
}

/// Propagates copies within a block: `b = move a; use b` reads a while neither changes.
void propagate_copies(Function& f) {
  std::vector<Reg> source(f.regs.size(), no_reg);
  std::vector<Reg> copies;  // registers that have a source
  auto forget = [&](Reg written) {
    std::erase_if(copies, [&](Reg copy) {
      Reg& from = source[static_cast<std::size_t>(copy)];
      if (copy != written && from != written) return false;
      from = no_reg;
      return true;
    });
  };
  for (Block& block : f.blocks) {
    for (Reg copy : copies) source[static_cast<std::size_t>(copy)] = no_reg;
    copies.clear();
    for (Instr& instr : block.instrs) {
      const bool in_place = instr.op == Op::record_set;
      for (std::size_t a = in_place ? 1 : 0; a < instr.args.size(); ++a)
        if (instr.args[a] != no_reg && source[static_cast<std::size_t>(instr.args[a])] != no_reg)
          instr.args[a] = source[static_cast<std::size_t>(instr.args[a])];
      const Reg written = in_place ? instr.args[0] : instr.dst;
      if (written == no_reg) continue;
      forget(written);
      if (instr.op != Op::move || instr.args[0] == written) continue;
      source[static_cast<std::size_t>(written)] = instr.args[0];
      copies.push_back(written);
    }
  }
}

/// `t = add a, b; x = move t` becomes `x = add a, b` if t has no other use. Only for adjacent instructions, so that
/// nothing can see x change too early.
void assign_at_once(Function& f) {
  std::vector<int> mentions(f.regs.size(), 0);
  for (const Block& block : f.blocks)
    for (const Instr& i : block.instrs) {
      for (Reg reg : i.args)
        if (reg != no_reg) ++mentions[static_cast<std::size_t>(reg)];
      if (i.dst != no_reg) ++mentions[static_cast<std::size_t>(i.dst)];
    }
  for (Block& block : f.blocks)
    for (std::size_t n = 1; n < block.instrs.size(); ++n) {
      Instr& made = block.instrs[n - 1];
      Instr& moved = block.instrs[n];
      if (moved.op != Op::move || made.dst == no_reg || moved.args[0] != made.dst || made.op == Op::catch_value)
        continue;
      const auto temporary = static_cast<std::size_t>(made.dst);
      if (mentions[temporary] != 2 || made.dst < f.nparams) continue;
      made.dst = moved.dst;
      mentions[temporary] = 0;
      block.instrs.erase(block.instrs.begin() + static_cast<std::ptrdiff_t>(n));
    }
}

/// Within a block, instructions on constants become constants, and branches on them become jumps.
void fold_constants(Function& f) {
  std::vector<const Instr*> known(f.regs.size(), nullptr);
  std::vector<Reg> set;
  for (Block& block : f.blocks) {
    for (Reg reg : set) known[static_cast<std::size_t>(reg)] = nullptr;
    set.clear();
    for (Instr& instr : block.instrs) {
      if (instr.op == Op::branch && known[static_cast<std::size_t>(instr.args[0])]) {
        instr.targets = {instr.targets[known[static_cast<std::size_t>(instr.args[0])]->imm ? 0 : 1]};
        instr.args.clear();
        instr.op = Op::jump;
      }
      if (instr.dst == no_reg) continue;
      const bool constant = is_constant(instr.op) || fold(instr, known, f);
      known[static_cast<std::size_t>(instr.dst)] = constant ? &instr : nullptr;
      set.push_back(instr.dst);
    }
  }
}

}  // namespace

void cleanup(Function& f) {
  thread_jumps(f);
  drop_unreachable(f);
  merge_blocks(f);
  fold_constants(f);
  thread_jumps(f);
  drop_unreachable(f);
  assign_at_once(f);
  propagate_copies(f);
  drop_dead(f);
}

}  // namespace heddle::passes
