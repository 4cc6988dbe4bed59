// Prototypes of the machine functions, generated from the table: declaring a function in runtime/abi/machine.heddle or
// std declares it here too, so it needs no header of its own. A definition with a different result type is an error
// where it includes this file; one with different parameters is an undefined symbol when a VM or the translator is
// linked.
// Called by the thread acting for `cx`.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct Asm;
struct ContextHandle;
struct FrameInfoObject;

#define HD_MACHINE_FUNCTION(id, module, name, params, result, facts, cpp_result, cpp_params) cpp_result id cpp_params;
#include "runtime/abi/machine_functions.def"

}  // namespace hd
