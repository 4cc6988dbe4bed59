// The ir as text, for `heddle explain`, tests and people.
#pragma once
#include <string>

#include "translator/ir/ir.h"

namespace heddle::ir {

std::string print(const Instr& instr, const Function& function, const Program& program);
std::string print(const Function& function, const Program& program);

}  // namespace heddle::ir
