// `heddle build` for other commands: `heddle test` builds a VM too.
#pragma once
#include <string>

#include "translator/driver/pipeline.h"

namespace heddle::driver {

struct BuildOptions {
  std::string language, output, target = "release", emit_folder;
  bool no_owner_checks = false;
  bool tests = false;  // build a VM that runs the description's tests
  int jobs = 2;
};

/// Builds a VM of a translated language: compiles what changed, links, and reports on stdout. Returns an exit status.
int build(const BuildOptions& options, Translation& t);

}  // namespace heddle::driver
