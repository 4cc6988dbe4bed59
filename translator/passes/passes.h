// The passes, one file each. Each states in its file the problem, an example, and what holds afterwards.
#pragma once
#include <set>
#include <string>

#include "translator/ir/ir.h"
#include "translator/sema/check.h"

namespace heddle::passes {

/// What a request has room for, receiver included. The runtime's Request holds as many.
constexpr int max_request_arguments = 9;

void cleanup(ir::Function& function);
void inline_calls(ir::Program& program);
void cold_blocks(ir::Program& program);
void switches(ir::Function& function);
void writes(ir::Program& program, const std::set<std::string>& writing_intrinsics,
            const std::set<std::string>& home_intrinsics);
void ownership(ir::Function& function, const ir::Program& program);
void routing(ir::Program& program);
void effects(ir::Program& program, const std::set<std::string>& raising_intrinsics);
void operands(ir::Function& function);
void roots(ir::Program& program);
void faults(ir::Program& program);
void safepoints(ir::Function& function);
void suspension(ir::Function& function, const ir::Program& program);

}  // namespace heddle::passes
