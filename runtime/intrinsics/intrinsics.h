// The machine's functions with encoded arguments: how the emulator reaches them.
//
// The table is runtime/abi/machine_functions.def; a row's C++ prototype decides how arguments and result are encoded
// (see docs/runtime.md).
#pragma once
#include <cstddef>

#include "runtime/abi/layout.h"

namespace hd {

/// True: abrupt.
using MachineCall = bool (*)(Context* cx, const Value* args, Value* result);

/// Of a function of the machine, its receiver included.
constexpr std::size_t max_machine_arguments = 16;

/// The function of that place in the table, from 1; null: an instruction carries it out.
const MachineCall& machine_call(std::size_t place);

}  // namespace hd
