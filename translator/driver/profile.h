// A profile: how the C++ of a VM is compiled. Each is one file in build-targets/.
#pragma once
#include <string>

namespace heddle::driver {

struct Profile {
  std::string compile, link;
  bool lines = false;        // debuggers show the description, not the C++
  bool precompiled = false;  // the runtime's headers are precompiled
};

/// Throws `Failure`, listing the profiles, if there is none of that name.
void check_profile(const std::string& name);
/// Also throws `Failure` if the file is malformed.
Profile read_profile(const std::string& name);

}  // namespace heddle::driver
