// The one way a description is laid out.
//
// The formatter moves tokens, it never changes them: it works on the token sequence and the comments between the
// tokens, keeps the author's line breaks (which carry meaning), and checks at its end that lexing the result
// gives the same tokens with the same line ends. If not, or if the text cannot be lexed, the text comes back as it was.
#pragma once
#include <string>
#include <string_view>

namespace heddle::syntax {

/// Two spaces a level, blanks between tokens by the house's rules, at most one blank line in a row.
/// Formatting its result again changes nothing.
std::string format_source(std::string_view text);

}  // namespace heddle::syntax
