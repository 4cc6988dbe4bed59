// The formatter: one canonical layout for descriptions.
//
// It moves tokens but never changes them: it works on the token sequence and the comments between the tokens, keeps the
// author's line breaks (which are significant), and finally checks that lexing the result gives the same tokens with
// the same line ends. If not, or if the text cannot be lexed, it returns the text unchanged.
#pragma once
#include <string>
#include <string_view>

namespace heddle::syntax {

/// Two spaces per level, standard spacing between tokens, at most one blank line in a row. Idempotent.
std::string format_source(std::string_view text);

}  // namespace heddle::syntax
