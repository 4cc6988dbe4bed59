// Marks where a bytecode checks the poll word: at jumps that may go backward, and on entering and leaving a frame.
//
// Every loop of a guest program contains a backward jump or a call, so a context checks within a bounded number of
// bytecodes. Safepoints are never placed by hand, and between two of them the collector need not know of any reference.
#include "translator/ir/instruction.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

void safepoints(ir::Function& f) {
  for (auto& block : f.blocks)
    for (auto& i : block.instrs) i.polls = may(i.op, ir::fact::polls);
}

}  // namespace heddle::passes
