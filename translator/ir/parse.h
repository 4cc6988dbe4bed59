// The inverse of `print`: reads a function's body from text, for tests of single passes.
#pragma once
#include <string>
#include <string_view>

#include "translator/ir/ir.h"

namespace heddle::ir {

/// Replaces the body of `function`, which belongs to `program`, by the one in `text`, written in the form of `print`:
/// header, blocks, instructions. Name, kind, operands and result stay. Types, functions, fields and so on are those of
/// `program`. Returns "" on success; otherwise an error with its line in the text, and the function is unchanged.
std::string parse(std::string_view text, Function& function, const Program& program);

}  // namespace heddle::ir
