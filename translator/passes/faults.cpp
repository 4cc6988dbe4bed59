// Finds which functions may fault, and which may come back to themselves.
//
// A fault is thrown in the translated VM, and passes through C++ functions. Each of them names its place on the way,
// or ends the fault when a `try` covers it; a call that cannot fault needs neither. Recursion is what takes the C
// stack: functions that may come back to themselves look how much of it is left, others do not. Afterwards
// `Function::may_fault` and `Function::recursive` hold for the graph of calls, which no later pass changes.
#include "translator/ir/faults.h"
#include "translator/ir/calls.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

void faults(Program& program) {
  const CallOrder calls(program);
  for (const auto& f : program.functions) {
    f->recursive = calls.recursive[static_cast<std::size_t>(f->id)];
    f->may_fault = f->recursive;
  }
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
