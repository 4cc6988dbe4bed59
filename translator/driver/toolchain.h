// The C++ compiler and the room it needs: what can keep a right description from becoming a VM. Each throws `Failure`.
#pragma once
#include <string>

namespace heddle::driver {

/// The compiler and the linker are installed.
void check_compiler();

/// The VM can be written there. Makes its folder; better said before the compiler has worked for a minute.
void check_output(const std::string& output);

/// After a compiler has failed: a disk that is full or cannot be written is not a bug of heddle.
void check_room(const std::string& folder);

}  // namespace heddle::driver
