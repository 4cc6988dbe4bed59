#include <cstdio>
#include <memory>

#include "translator/driver/commands.h"
#include "translator/driver/pipeline.h"

namespace heddle::driver {
void add_build(CLI::App&, int&) {}
}
