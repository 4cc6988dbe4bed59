// Finds the functions that may fault, and those that check for the end of the stack.
//
// In the translated VM a fault is a C++ exception. Each function it passes through adds its place, or ends the fault if
// a `try` covers the call; a call that cannot fault needs neither. Recursion is what exhausts the C stack, so on every
// cycle of calls one function checks how much is left. Chains of functions that do not check always fit in the space
// kept free at the end (runtime/value/fault.h); to ensure that, some functions in very long chains check too.
// Afterwards `Function::may_fault` and `Function::watches_stack` hold for the call graph, which no later pass changes.
#include "translator/ir/faults.h"

#include <algorithm>
#include <utility>

#include "translator/ir/calls.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

constexpr int longest_chain = 64;  // calls of functions that do not check

/// The longest chain of calls from f to functions that do not check; `chains` has the lengths for its callees.
int chain_from(const Function& f, const Program& program, const std::vector<int>& chains) {
  int longest = 0;
  for (const Block& block : f.blocks)
    for (const Instr& i : block.instrs)
      if (i.op == Op::call && !program.function(i.callee).watches_stack)
        longest = std::max(longest, 1 + chains[static_cast<std::size_t>(i.callee)]);
  return longest;
}

void watch_stack(Program& program, const CallOrder& calls) {
  for (const auto& f : program.functions) f->watches_stack = calls.heads[static_cast<std::size_t>(f->id)];
  std::vector<int> chains(program.functions.size(), 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (FunctionId id : calls.order) {  // callees first: few rounds
      Function& f = program.function(id);
      int& chain = chains[static_cast<std::size_t>(id)];
      const int before = std::exchange(chain, chain_from(f, program, chains));
      if (chain >= longest_chain) f.watches_stack = true;
      changed = changed || chain != before;
    }
  }
}

}  // namespace

void faults(Program& program) {
  const CallOrder calls(program);
  watch_stack(program, calls);
  for (const auto& f : program.functions) f->may_fault = f->watches_stack;
  const auto found = [&](const Function& f) {
    for (const Block& block : f.blocks)
      for (const Instr& i : block.instrs)
        if (may_fault(program, i)) return true;
    return false;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (FunctionId id : calls.order) {  // callees first: few rounds
      Function& f = program.function(id);
      if (f.may_fault || !found(f)) continue;
      f.may_fault = changed = true;
    }
  }
}

}  // namespace heddle::passes
