// Reads a language's folder and the std modules it uses.
#pragma once
#include <string>

#include "translator/sema/check.h"

namespace heddle::sema {

/// Parses every file of `folder` (or the one .heddle file it names) and, from `std_folder`, the modules named by `use`
/// (always including those of std.list and std.map). Mistakes go to the sink; whatever could be parsed is in the
/// program even so.
void load_language(const std::string& folder, const std::string& std_folder, source::SourceMap& sources,
                   source::DiagnosticSink& sink, Program& program);

/// Looks names up in the whole library, including modules that nothing uses. The library is read on the first query,
/// which happens only for a description with mistakes.
StdIndex std_index(const std::string& std_folder);

}  // namespace heddle::sema
