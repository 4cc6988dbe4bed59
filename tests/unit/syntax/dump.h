// Trees as short text, so that a test states the whole tree it expects.
#pragma once
#include <string>

#include "translator/syntax/tree.h"

namespace heddle::syntax {

/// Like (kind text kid kid): `a + 1` is (+ a 1), `f(x: y)` is (call f x:y).
std::string dump(const Expr& expr);
std::string dump(const Pattern& pattern);
std::string dump(const TypeExpr& type);
std::string dump(const Decl& decl);

/// The tree of a declaration, an expression or the statements of a function; or all diagnostics.
std::string parse_decl(const std::string& text);
std::string parse_expr(const std::string& text);
std::string parse_body(const std::string& text);

}  // namespace heddle::syntax
