// The runtime's functions by name, callable with encoded arguments: how the emulator reaches them.
//
// The list is intrinsics.def; a row's C++ function decides how arguments and result are encoded (see docs/runtime.md).
#pragma once
#include <string_view>

#include "runtime/abi/layout.h"

namespace hd {

struct IntrinsicInfo {
  std::string_view name;
  /// True: signalled.
  bool (*call)(Context* cx, const Value* args, Value* result);
};

/// Null when there is none of that name.
const IntrinsicInfo* find_intrinsic(std::string_view name);

}  // namespace hd
