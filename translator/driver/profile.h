// A profile: how the C++ of a VM is compiled. One file each in build-targets/.
#pragma once
#include <string>

namespace heddle::driver {

struct Profile {
  std::string compile, link;
  bool lines = false;        // debuggers show the description, not the C++
  bool precompiled = false;  // the runtime's headers are compiled ahead
};

/// Throws `Failure` when there is no such profile, naming those that there are.
void check_profile(const std::string& name);
/// Throws `Failure` also when the file is not right.
Profile read_profile(const std::string& name);

}  // namespace heddle::driver
