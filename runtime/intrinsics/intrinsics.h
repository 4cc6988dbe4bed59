// The machine functions with encoded arguments: how the emulator calls them.
//
// The table is runtime/abi/machine_functions.def. A row's C++ prototype determines how arguments and result are encoded
// (see docs/runtime.md).
//
// The table is constant, so any thread may read it; the functions are called by the thread acting for `cx`.
#pragma once
#include <cstddef>

#include "runtime/abi/layout.h"

namespace hd {

/// Returns true if abrupt.
using MachineCall = bool (*)(Context* cx, const Value* args, Value* result);

/// Limit on the arguments of a machine function, including the receiver.
constexpr std::size_t max_machine_arguments = 16;

/// Returns the function at that position in the table, starting from 1; null if an instruction implements it.
const MachineCall& machine_call(std::size_t place);

}  // namespace hd
