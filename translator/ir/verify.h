// The rules every function of the ir must satisfy, checked after passes.
#pragma once
#include <string>
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::ir {

/// The violations, one line each, naming function, block and instruction; empty if there are none.
std::vector<std::string> verify(const Program& program);
std::vector<std::string> verify(const Function& function, const Program& program);

}  // namespace heddle::ir
