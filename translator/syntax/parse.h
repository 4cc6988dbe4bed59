// From the text of a file to its tree.
//
// Whatever the bytes are, the result is a module and perhaps diagnostics: a mistake costs the statement or the
// declaration it is in, and the parse goes on behind it. A tree is complete only when there are no errors.
// Names, types and the restrictions are sema's business.
#pragma once
#include <memory>

#include "translator/source/diagnostic.h"
#include "translator/source/source_map.h"
#include "translator/syntax/tree.h"

namespace heddle::syntax {

/// Never null. The module is named by its `language` or `module` line, else like its file.
std::unique_ptr<Module> parse_module(const source::SourceMap& map, source::FileId file, source::DiagnosticSink& sink);

}  // namespace heddle::syntax
