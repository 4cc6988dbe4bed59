// What `heddle explain` says of one name: text, so that tests and other tools can ask too.
#pragma once
#include <string>

#include "translator/driver/pipeline.h"

namespace heddle::driver {

/// Effects, encoding, layout and ir (after the named pass) of the functions and types called `what`; "" when the
/// language has none. The language is checked; this lowers it and runs the passes.
std::string explain(Translation& translation, const std::string& what, const std::string& after_pass);

}  // namespace heddle::driver
