// Translates the annotated syntax tree to ir, one function at a time. Runs only on accepted descriptions.
#pragma once
#include "translator/ir/ir.h"
#include "translator/sema/check.h"
#include "translator/source/source_map.h"

namespace heddle::lower {

/// Lowers every function, method, op, builtin and test, before any pass: calls of owned objects' methods are
/// `call_method`, matches are chains of tests. `program` must outlive the result.
ir::Program lower(sema::Program& program, const source::SourceMap& sources);

}  // namespace heddle::lower
