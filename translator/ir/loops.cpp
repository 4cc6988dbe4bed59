#include "translator/ir/loops.h"

#include <algorithm>

#include "translator/ir/instruction.h"

namespace heddle::ir {

namespace {

/// Comparisons of strings and of guest values call the runtime.
bool calls(const Function& f, const Block& block) {
  return std::any_of(block.instrs.begin(), block.instrs.end(), [&](const Instr& i) {
    if (may(i.op, fact::calls)) return true;
    if (i.op != Op::eq && i.op != Op::ne) return false;
    const auto kind = f.regs[static_cast<std::size_t>(i.args[0])]->kind;
    return kind == sema::TypeKind::value || kind == sema::TypeKind::str;
  });
}

bool reaches_itself(const Function& f, BlockId block) {
  std::vector<bool> seen(f.blocks.size(), false);
  std::vector<BlockId> work = {block};
  while (!work.empty()) {
    const auto& targets = f.blocks[static_cast<std::size_t>(work.back())].instrs.back().targets;
    work.pop_back();
    for (BlockId target : targets) {
      if (target == block) return true;
      if (seen[static_cast<std::size_t>(target)]) continue;
      seen[static_cast<std::size_t>(target)] = true;
      work.push_back(target);
    }
  }
  return false;
}

}  // namespace

bool calls_in_loop(const Function& function) {
  for (std::size_t b = 0; b < function.blocks.size(); ++b)
    if (calls(function, function.blocks[b]) && reaches_itself(function, static_cast<BlockId>(b))) return true;
  return false;
}

}  // namespace heddle::ir
