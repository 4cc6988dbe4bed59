// Arithmetic on encoded slots: translator/ir/arithmetic.h with the tags of slots.
#pragma once
#include "runtime/abi/layout.h"
#include "translator/backend/emulator/code.h"

namespace heddle::emulator {

/// The reason an operation has no result, or null.
using Fault = const char*;

/// add .. shr of kind `kind`. Division by zero is a fault.
Fault arithmetic(ir::Op op, Memory kind, hd::Value a, hd::Value b, hd::Value& out);
/// neg, bnot.
hd::Value negate(ir::Op op, Memory kind, hd::Value a);
/// add_overflows, sub_overflows, mul_overflows.
bool overflows(ir::Op op, Memory kind, hd::Value a, hd::Value b);
/// Converts number `v` of kind `from` to kind `to`.
hd::Value convert(Memory from, Memory to, hd::Value v);
/// lt, le, gt, ge of numbers; eq and ne of any scalar that is not a string.
bool compare(ir::Op op, Memory kind, hd::Value a, hd::Value b);

}  // namespace heddle::emulator
