#include "translator/backend/cpp/order.h"

#include <algorithm>

namespace heddle::cpp {

using namespace ir;

namespace {

struct Visit {
  BlockId block;
  std::vector<BlockId> left;  // successors still to visit, last first
};

Visit visit(const Function& f, BlockId b) {
  const Block& block = f.blocks[static_cast<std::size_t>(b)];
  Visit visit{b, block.instrs.empty() ? std::vector<BlockId>{} : block.instrs.back().targets};
  if (block.handler >= 0) visit.left.push_back(block.handler);
  return visit;
}

}  // namespace

std::vector<BlockId> reading_order(const Function& f) {
  std::vector<bool> seen(f.blocks.size(), false);
  std::vector<BlockId> order;  // each block after its successors
  std::vector<Visit> path{visit(f, 0)};
  seen[0] = true;
  while (!path.empty()) {
    Visit& last = path.back();
    if (last.left.empty()) {
      order.push_back(last.block);
      path.pop_back();
      continue;
    }
    const BlockId next = last.left.back();
    last.left.pop_back();
    if (seen[static_cast<std::size_t>(next)]) continue;
    seen[static_cast<std::size_t>(next)] = true;
    path.push_back(visit(f, next));
  }
  std::reverse(order.begin(), order.end());
  std::vector<BlockId> likely, cold;
  for (BlockId b : order) (b != 0 && f.blocks[static_cast<std::size_t>(b)].cold ? cold : likely).push_back(b);
  likely.insert(likely.end(), cold.begin(), cold.end());
  return likely;
}

}  // namespace heddle::cpp
