// Tokens of the description language: what the grammar is written over and the formatter moves around.
//
// The lexer has already dealt with blanks and comments. A token knows whether a newline came before it, which is all
// the grammar needs for its line-end rules, and carries the documentation comment before it. `>` is always a token of
// its own, so that `List<List<i64>>` closes twice; the grammar joins adjacent ones to `>>`, `>=` and `>>=` where an
// operator is meant.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "translator/source/diagnostic.h"
#include "translator/source/source_map.h"

namespace heddle::syntax {

enum class TokenKind : std::uint8_t { word, integer, floating, byte, string, symbol, end };

struct Token {
  TokenKind kind = TokenKind::end;
  bool newline_before = false;
  bool first_column = false;
  bool reserved = false;   // keywords, which cannot be names
  bool too_large = false;  // an integer above i64's range; int_value has its bits
  source::Span span;
  std::string_view text;       // as spelled; a view into the SourceMap
  std::string value;           // string: the bytes; integer: the suffix
  std::string doc;             // text of the `///` lines before it
  std::int64_t int_value = 0;  // integer, byte
  double float_value = 0;

  bool is(std::string_view spelling) const {
    return (kind == TokenKind::symbol || kind == TokenKind::word) && text == spelling;
  }
};

/// Returns true if the word is a keyword, which cannot be a name.
bool is_reserved(std::string_view word);

/// All tokens of a file; the last one has kind `end`. Reports and skips text that forms no token.
std::vector<Token> tokenize(const source::SourceMap& map, source::FileId file, source::DiagnosticSink& sink);

}  // namespace heddle::syntax
