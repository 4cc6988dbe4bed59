// Loops of a control-flow graph.
#pragma once
#include "translator/ir/ir.h"

namespace heddle::ir {

/// Returns true if some block that calls can be reached from itself.
bool calls_in_loop(const Function& function);

}  // namespace heddle::ir
