// Prototypes of the machine's functions, from the table: a function is declared here as soon as it is declared in
// runtime/abi/machine.heddle or std, and needs no header of its own. A definition with another result is an error where
// it includes this file; one with other parameters is not found when a VM or the translator is linked.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct Asm;
struct ContextHandle;
struct FrameInfoObject;

#define HD_MACHINE_FUNCTION(id, module, name, params, result, facts, cpp_result, cpp_params) cpp_result id cpp_params;
#include "runtime/abi/machine_functions.def"

}  // namespace hd
