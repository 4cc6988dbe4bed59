// Finds the registers that need no variable: constants, and values that are used once, soon after.
//
// `%3: bool = lt %1, %2; branch %3` reads better, and compiles faster, as `if (r1 < r2)`. A constant is written
// wherever it is read. Another instruction is written at its only use if that comes later in the same block, nothing in
// between changes what it reads, and nothing up to the use may leave the function and resume it in another form.
#pragma once
#include <functional>
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::cpp {

/// By register: the instruction that is written where the register is read, or null if it has a variable.
/// `leaves`: the instructions at which a function may be left and resumed.
std::vector<const ir::Instr*> inlined_values(const ir::Function& function,
                                             const std::function<bool(const ir::Instr&)>& leaves);

}  // namespace heddle::cpp
