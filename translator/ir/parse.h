// The inverse of `print`: a function's body from its text, for tests of single passes.
#pragma once
#include <string>
#include <string_view>

#include "translator/ir/ir.h"

namespace heddle::ir {

/// Gives `function`, which belongs to `program`, the body that `text` has in the form of `print`: header, blocks,
/// instructions. Name, kind, operands and result stay. Types, functions, fields and so on are those of `program`.
/// Returns "", or what is wrong, with the line of the text; then the function is unchanged.
std::string parse(std::string_view text, Function& function, const Program& program);

}  // namespace heddle::ir
