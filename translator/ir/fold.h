// Constant folding of one instruction, by the rules of docs/language.md: integers wrap, wide shifts give zero.
#pragma once
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::ir {

/// Makes a constant of `instr` when all its arguments are; `known[reg]` is the register's constant or null.
/// What would fault (division by zero) stays as it is.
bool fold(Instr& instr, const std::vector<const Instr*>& known, const Function& function);

/// `value` as a register of integer type `type` holds it.
std::int64_t wrapped(std::int64_t value, const Type* type);

}  // namespace heddle::ir
