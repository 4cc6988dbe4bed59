// Makes a switch of a chain of tests of one register.
//
// `match v { int i => .., float f => .., Table t => .. }` is lowered as test after test; the chain is a table of
// cases. Chains of three or more tests of the same Value's arm, each in a block of its own, become switch_arm.
// Afterwards the back ends see the alternatives at once.
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

struct Test {
  Reg subject;
  std::int64_t arm;
  BlockId yes, no;
};

/// The test a block ends in: `test_arm` and a branch on it.
bool test_at(const Block& block, Test& out) {
  const std::size_t n = block.instrs.size();
  if (n < 2) return false;
  const Instr &test = block.instrs[n - 2], &branch = block.instrs[n - 1];
  if (test.op != Op::test_arm || branch.op != Op::branch || branch.args[0] != test.dst) return false;
  out = {test.args[0], test.imm, branch.targets[0], branch.targets[1]};
  return true;
}

}  // namespace

void switches(Function& f) {
  for (std::size_t b = 0; b < f.blocks.size(); ++b) {
    Test test{};
    if (!test_at(f.blocks[b], test)) continue;
    Instr sw;
    sw.op = Op::switch_arm;
    sw.args = {test.subject};
    sw.span = f.blocks[b].instrs.back().span;
    sw.cases.push_back(test.arm);
    sw.targets.push_back(test.yes);
    BlockId rest = test.no;
    Test next{};
    while (f.blocks[static_cast<std::size_t>(rest)].instrs.size() == 2 && test_at(f.blocks[static_cast<std::size_t>(rest)], next) &&
           next.subject == test.subject && f.blocks[static_cast<std::size_t>(rest)].handler == f.blocks[b].handler) {
      bool seen = false;
      for (std::int64_t arm : sw.cases) seen = seen || arm == next.arm;
      if (!seen) {
        sw.cases.push_back(next.arm);
        sw.targets.push_back(next.yes);
      }
      rest = next.no;
    }
    if (sw.cases.size() < 3) continue;
    sw.targets.push_back(rest);
    f.blocks[b].instrs.resize(f.blocks[b].instrs.size() - 2);
    f.blocks[b].instrs.push_back(std::move(sw));
  }
  cleanup(f);
}

}  // namespace heddle::passes
