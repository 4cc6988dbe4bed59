// Parses the text of a file into a tree.
//
// For any input the result is a module, perhaps with diagnostics: a mistake costs the statement or declaration that
// contains it, and parsing resumes after it. A tree is complete only if there are no errors. Names, types and
// restrictions are left to sema.
#pragma once
#include <memory>

#include "translator/source/diagnostic.h"
#include "translator/source/source_map.h"
#include "translator/syntax/tree.h"

namespace heddle::syntax {

/// Never returns null. The module is named by its `language` or `module` line, or else after its file.
std::unique_ptr<Module> parse_module(const source::SourceMap& map, source::FileId file, source::DiagnosticSink& sink);

}  // namespace heddle::syntax
