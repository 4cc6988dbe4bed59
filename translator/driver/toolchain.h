// The C++ compiler and the space it needs: what can keep a correct description from becoming a VM. Each function throws
// `Failure`.
#pragma once
#include <string>

namespace heddle::driver {

/// Checks that the compiler and the linker are installed.
void check_compiler();

/// Checks that the VM can be written there, and makes its folder. Called before compiling, which may take a minute.
void check_output(const std::string& output);

/// Called after a compiler has failed: a disk that is full or read-only is not a bug in heddle.
void check_room(const std::string& folder);

}  // namespace heddle::driver
