// Turns a chain of tests of one register into a switch.
//
// `match v { int i => .., float f => .., Table t => .. }` is lowered to one test after another:
//     %1 = test_arm int %v      branch %1 -> b_int, b1
// b1: %2 = test_arm float %v    branch %2 -> b_float, b2 ...
// Three or more of these, each (except the first) alone in its block, become
//     switch_arm %v -> int:b_int, float:b_float, ..., b_rest
// and comparisons of an integer or enum with constants become a `switch_int`. If a case is tested more than once, the
// first test counts. Afterwards the back ends see all alternatives at once.
#include <algorithm>

#include "translator/ir/fold.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

struct Test {
  Op kind = Op::switch_arm;
  Reg subject = no_reg;
  std::int64_t value = 0;
  BlockId yes = -1, no = -1;
  std::size_t length = 0;  // instructions at the block's end
};

std::vector<int> count_uses(const Function& f) {
  std::vector<int> counts(f.regs.size(), 0);
  for (const Block& block : f.blocks)
    for (const Instr& instr : block.instrs)
      for (Reg reg : instr.args)
        if (reg != no_reg) ++counts[static_cast<std::size_t>(reg)];
  return counts;
}

/// Finds the test that ends a block: of an arm, or a comparison with a constant. Its temporaries must have no other
/// use.
bool test_at(const Function& f, const std::vector<int>& counts, const Block& block, Test& out) {
  const std::size_t n = block.instrs.size();
  auto temporary = [&](Reg reg) { return counts[static_cast<std::size_t>(reg)] == 1; };
  if (n < 2) return false;
  const Instr &test = block.instrs[n - 2], &branch = block.instrs[n - 1];
  if (branch.op != Op::branch || branch.args[0] != test.dst || !temporary(test.dst)) return false;
  if (test.op == Op::test_arm) {
    out = {Op::switch_arm, test.args[0], test.imm, branch.targets[0], branch.targets[1], 2};
    return true;
  }
  if (n < 3 || test.op != Op::eq) return false;
  const Instr& constant = block.instrs[n - 3];
  if (constant.op != Op::const_int || test.args[1] != constant.dst || test.args[0] == constant.dst ||
      !temporary(constant.dst))
    return false;
  out = {Op::switch_int,    test.args[0],      wrapped(constant.imm, f.regs[static_cast<std::size_t>(constant.dst)]),
         branch.targets[0], branch.targets[1], 3};
  return true;
}

}  // namespace

void switches(Function& f) {
  const std::vector<int> counts = count_uses(f);
  for (Block& block : f.blocks) {
    Test test, next;
    if (!test_at(f, counts, block, test)) continue;
    Instr sw;
    sw.op = test.kind;
    sw.args = {test.subject};
    sw.span = block.instrs.back().span;
    sw.cases = {test.value};
    sw.targets = {test.yes};
    BlockId rest = test.no;
    for (std::size_t steps = 0; steps < f.blocks.size(); ++steps) {
      const Block& more = f.blocks[static_cast<std::size_t>(rest)];
      if (!test_at(f, counts, more, next) || more.instrs.size() != next.length || next.kind != test.kind ||
          next.subject != test.subject || more.handler != block.handler)
        break;
      if (std::find(sw.cases.begin(), sw.cases.end(), next.value) == sw.cases.end()) {
        sw.cases.push_back(next.value);
        sw.targets.push_back(next.yes);
      }
      rest = next.no;
    }
    if (sw.cases.size() < 3) continue;
    sw.targets.push_back(rest);
    block.instrs.resize(block.instrs.size() - test.length);
    block.instrs.push_back(std::move(sw));
  }
  cleanup(f);
}

}  // namespace heddle::passes
