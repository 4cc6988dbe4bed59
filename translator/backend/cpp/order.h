// The order in which a function's blocks are written: reading order.
//
// Lowering numbers blocks as it meets them, and inlining appends the callee's at the end, far from the call. Here a
// block comes after its predecessors, as far as loops allow; the first side of a branch comes first, and cold blocks
// come last.
#pragma once
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::cpp {

/// Every reachable block, once, the entry first.
std::vector<ir::BlockId> reading_order(const ir::Function& function);

}  // namespace heddle::cpp
