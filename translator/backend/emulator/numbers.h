// Machine arithmetic of the description language on encoded slots, exactly as the C++ back end's.
#pragma once
#include "runtime/abi/layout.h"
#include "translator/backend/emulator/code.h"

namespace heddle::emulator {

/// Why an operation has no result, or null.
using Fault = const char*;

/// add .. shr of kind `kind` (integers wrap to its width). Division by zero is a fault.
Fault arithmetic(ir::Op op, Memory kind, hd::Value a, hd::Value b, hd::Value& out);
hd::Value negate(ir::Op op, Memory kind, hd::Value a);
/// add_overflows, sub_overflows, mul_overflows.
bool overflows(ir::Op op, Memory kind, std::int64_t a, std::int64_t b);
/// Number `v` of kind `from` as kind `to`: truncation, extension, rounding; f64 to integer saturates, NaN gives 0.
hd::Value convert(Memory from, Memory to, hd::Value v);
/// lt, le, gt, ge of numbers; eq and ne of any scalar that is not a string.
bool compare(ir::Op op, Memory kind, hd::Value a, hd::Value b);

}  // namespace heddle::emulator
