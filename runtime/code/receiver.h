// Entering a function with one more value ahead of its arguments: the object that is called, or whose method it is.
//
// Operations. cx->call describes the call without that value, which is in cx->pending_value.
#pragma once
#include "runtime/code/frames.h"

namespace hd {

HD_CC void enter_with(HD_ARGS);
HD_CC void enter_tail_with(HD_ARGS);

}  // namespace hd
