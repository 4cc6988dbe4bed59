// The rules every function of the ir keeps, checked after each pass.
#pragma once
#include <string>
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::ir {

/// What is wrong, one line each, naming function, block and instruction; empty when all is well.
std::vector<std::string> verify(const Program& program);
std::vector<std::string> verify(const Function& function, const Program& program);

}  // namespace heddle::ir
