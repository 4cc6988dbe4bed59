// What `heddle explain` prints about a name, as text, for tests and other tools.
#pragma once
#include <string>

#include "translator/driver/pipeline.h"

namespace heddle::driver {

/// Effects, encoding, layout and ir (after the named pass) of the functions and types called `what`; "" if the language
/// has none. The language must have been checked; this lowers it and runs the passes.
std::string explain(Translation& translation, const std::string& what, const std::string& after_pass);

}  // namespace heddle::driver
