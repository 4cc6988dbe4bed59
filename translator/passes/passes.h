// The passes, one file each. Each file states the problem, an example, and what holds afterwards.
#pragma once
#include "translator/ir/ir.h"
#include "translator/sema/check.h"

namespace heddle::passes {

void cleanup(ir::Function& function);
void inline_calls(ir::Program& program);
void cold_blocks(ir::Program& program);
void switches(ir::Function& function);
void writes(ir::Program& program);
void ownership(ir::Function& function, const ir::Program& program);
void routing(ir::Program& program);
void effects(ir::Program& program);
void operands(ir::Function& function);
void roots(ir::Program& program);
void faults(ir::Program& program);
void results(ir::Function& function);
void safepoints(ir::Function& function);
void suspension(ir::Function& function, const ir::Program& program);

}  // namespace heddle::passes
