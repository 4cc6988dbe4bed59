// Reads a language's folder and the modules of std it uses.
#pragma once
#include <string>

#include "translator/sema/check.h"

namespace heddle::sema {

/// Parses every file of `folder` (or the one .heddle file it names) and, from `std_folder`, the modules named by `use`
/// (those of std.list and std.map always). Mistakes go to the sink; what could be parsed is in the program all the
/// same.
void load_language(const std::string& folder, const std::string& std_folder, source::SourceMap& sources,
                   source::DiagnosticSink& sink, Program& program);

/// Looks names up in the whole library, also in the modules that nobody uses. It is read at the first question, which
/// only a wrong description asks.
StdIndex std_index(const std::string& std_folder);

}  // namespace heddle::sema
