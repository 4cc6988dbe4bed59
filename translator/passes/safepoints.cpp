// Marks where a bytecode looks at the poll word: jumps that may go backward, entering and leaving a frame.
//
// Every loop of a guest program contains a backward jump or a call, so a context looks within a bounded number of
// bytecodes. Nobody places a safepoint by hand; between two of them no reference needs to be known to the collector.
#include "translator/ir/instruction.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

void safepoints(ir::Function& f) {
  for (auto& block : f.blocks)
    for (auto& i : block.instrs) i.polls = may(i.op, ir::fact::polls);
}

}  // namespace heddle::passes
