#include "translator/ir/liveness.h"

#include <algorithm>

namespace heddle::ir {

namespace {

const std::vector<BlockId>& targets_of(const Block& block) {
  static const std::vector<BlockId> none;
  return block.instrs.empty() ? none : block.instrs.back().targets;
}

/// Postorder of a depth-first search: successors before predecessors, as far as loops allow. Handlers are successors.
class Postorder {
 public:
  explicit Postorder(const Function& f) : f_(f), seen_(f.blocks.size(), false) {
    order_.reserve(f.blocks.size());
    for (std::size_t b = 0; b < f.blocks.size(); ++b) visit(static_cast<BlockId>(b));
  }
  std::vector<BlockId> take() { return std::move(order_); }

 private:
  struct Place {
    BlockId block;
    std::size_t next;  // 0 is the handler; the targets follow
  };

  void enter(BlockId b) {
    if (b < 0 || seen_[static_cast<std::size_t>(b)]) return;
    seen_[static_cast<std::size_t>(b)] = true;
    path_.push_back({b, 0});
  }

  void visit(BlockId from) {
    enter(from);
    while (!path_.empty()) {
      Place& at = path_.back();
      const Block& block = f_.blocks[static_cast<std::size_t>(at.block)];
      const auto& targets = targets_of(block);
      const std::size_t next = at.next++;
      if (next == 0) {
        enter(block.handler);
      } else if (next <= targets.size()) {
        enter(targets[next - 1]);
      } else {
        order_.push_back(at.block);
        path_.pop_back();
      }
    }
  }

  const Function& f_;
  std::vector<bool> seen_;
  std::vector<Place> path_;
  std::vector<BlockId> order_;
};

/// The effect of a block on the registers.
struct Summary {
  RegSet reads;   // before writing them
  RegSet writes;  // anywhere
};

Summary summarise(const Block& block, std::size_t registers) {
  Summary summary{RegSet(registers), RegSet(registers)};
  for (auto i = block.instrs.rbegin(); i != block.instrs.rend(); ++i) {
    if (const Reg written = defines(*i); written != no_reg) {
      summary.reads.remove(written);
      summary.writes.add(written);
    }
    add_uses(summary.reads, *i);
  }
  return summary;
}

std::vector<std::vector<BlockId>> predecessors(const Function& f) {
  std::vector<std::vector<BlockId>> into(f.blocks.size());
  for (std::size_t b = 0; b < f.blocks.size(); ++b) {
    for (BlockId target : targets_of(f.blocks[b]))
      into[static_cast<std::size_t>(target)].push_back(static_cast<int>(b));
    if (f.blocks[b].handler >= 0) into[static_cast<std::size_t>(f.blocks[b].handler)].push_back(static_cast<int>(b));
  }
  return into;
}

}  // namespace

Liveness liveness(const Function& function) {
  const std::size_t nblocks = function.blocks.size(), registers = function.regs.size();
  Liveness live;
  live.in.reserve(nblocks);
  live.out.assign(nblocks, RegSet(registers));
  std::vector<RegSet> writes;
  writes.reserve(nblocks);
  for (const Block& block : function.blocks) {
    Summary summary = summarise(block, registers);
    live.in.push_back(std::move(summary.reads));
    writes.push_back(std::move(summary.writes));
  }
  const std::vector<BlockId> order = Postorder(function).take();
  const auto into = predecessors(function);
  std::vector<bool> stale(nblocks, true);
  for (bool changed = true; changed;) {
    changed = false;
    for (BlockId id : order) {
      const auto b = static_cast<std::size_t>(id);
      if (!stale[b]) continue;
      stale[b] = false;
      const Block& block = function.blocks[b];
      for (BlockId target : targets_of(block)) live.out[b].add_all(live.in[static_cast<std::size_t>(target)]);
      bool grown = live.in[b].add_all_but(live.out[b], writes[b]);
      if (block.handler >= 0) grown |= live.in[b].add_all(live.in[static_cast<std::size_t>(block.handler)]);
      if (!grown) continue;
      for (BlockId from : into[b]) changed = stale[static_cast<std::size_t>(from)] = true;
    }
  }
  return live;
}

}  // namespace heddle::ir
