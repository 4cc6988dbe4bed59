#include "translator/backend/cpp/extent.h"

namespace heddle::cpp {

using namespace ir;

std::vector<int> extent(const Function& f, const std::vector<Position>& entries,
                        const std::function<bool(const Instr&)>& ends,
                        const std::function<bool(const Instr&)>& raises) {
  std::vector<int> first(f.blocks.size(), -1);
  std::vector<Position> work = entries;
  while (!work.empty()) {
    const Position at = work.back();
    work.pop_back();
    int& known = first[static_cast<std::size_t>(at.block)];
    if (known >= 0 && known <= at.instr) continue;
    known = at.instr;
    const Block& block = f.blocks[static_cast<std::size_t>(at.block)];
    bool left = false;
    for (auto n = static_cast<std::size_t>(at.instr); n < block.instrs.size() && !left; ++n) {
      left = ends(block.instrs[n]);
      if (!left && block.handler >= 0 && raises(block.instrs[n])) work.push_back({block.handler, 0});
    }
    if (left) continue;
    for (BlockId target : block.instrs.back().targets) work.push_back({target, 0});
  }
  return first;
}

}  // namespace heddle::cpp
