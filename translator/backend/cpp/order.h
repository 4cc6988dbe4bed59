// The order in which a function's blocks are written: as one reads.
//
// Lowering numbers blocks as it meets them, and inlining adds the callee's at the end, far from the call. Here a block
// comes after those that lead to it, as far as loops allow; of a branch the first side comes first, and what rarely
// runs comes last.
#pragma once
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::cpp {

/// Every block that can be reached, once, the entry first.
std::vector<ir::BlockId> reading_order(const ir::Function& function);

}  // namespace heddle::cpp
