// Constant folding of one instruction, by the rules of docs/language.md: integers wrap, oversized shifts give zero.
#pragma once
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::ir {

/// Turns `instr` into a constant if all its arguments are constants; `known[reg]` is the register's constant or null.
/// Instructions that would fault (division by zero) are left unchanged.
bool fold(Instr& instr, const std::vector<const Instr*>& known, const Function& function);

/// `value` as stored in a register of integer type `type`.
std::int64_t wrapped(std::int64_t value, const Type* type);

}  // namespace heddle::ir
