#include "translator/syntax/format.h"

#include <algorithm>
#include <array>
#include <vector>

#include "translator/source/diagnostic.h"
#include "translator/source/source_map.h"
#include "translator/syntax/token.h"

namespace heddle::syntax {
namespace {

std::vector<Token> lex(source::SourceMap& map, std::string_view text, bool& clean) {
  source::DiagnosticSink sink;
  const auto file = map.add("", std::string(text));
  auto tokens = tokenize(map, file, sink);
  clean = !sink.has_errors();
  return tokens;
}

bool same_tokens(const std::vector<Token>& a, const std::vector<Token>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Token& x, const Token& y) {
    return x.kind == y.kind && x.text == y.text && x.newline_before == y.newline_before;
  });
}

/// The role of a token in its context, as far as it affects spacing.
enum class Role : std::uint8_t { plain, prefix, postfix, open_generic, close_generic, joined };

bool is_any(const Token& token, std::initializer_list<std::string_view> spellings) {
  return token.kind == TokenKind::symbol &&
         std::find(spellings.begin(), spellings.end(), token.text) != spellings.end();
}

/// Returns true if this token may end an operand, so that an operator after it is binary.
bool ends_operand(const Token& token, Role role) {
  if (token.kind == TokenKind::word)
    return !token.reserved || token.is("self") || token.is("nil") || token.is("true") || token.is("false");
  if (token.kind == TokenKind::symbol)
    return is_any(token, {")", "]", "}", "?"}) || role == Role::postfix || role == Role::close_generic;
  return token.kind != TokenKind::end;
}

/// The `>` that closes `Name<types>`, or 0 if the `<` is a comparison.
std::size_t find_generic_end(const std::vector<Token>& tokens, std::size_t open) {
  if (open == 0 || tokens[open - 1].kind != TokenKind::word) return 0;
  const char initial = tokens[open - 1].text[0];
  if (initial < 'A' || initial > 'Z') return 0;
  int depth = 0;
  for (std::size_t at = open; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    if (token.is("<"))
      ++depth;
    else if (token.is(">") && --depth == 0)
      return at;
    else if (!(token.kind == TokenKind::word && !token.reserved) && !is_any(token, {">", ",", "[", "]", "?", "."}))
      return 0;
  }
  return 0;
}

std::vector<Role> find_roles(const std::vector<Token>& tokens) {
  std::vector<Role> roles(tokens.size(), Role::plain);
  const auto adjacent = [&](std::size_t at) { return tokens[at].span.end == tokens[at + 1].span.begin; };
  for (std::size_t at = 0; at + 1 < tokens.size(); ++at) {
    const Token& token = tokens[at];
    if (roles[at] != Role::plain || token.kind != TokenKind::symbol) continue;
    const bool behind_operand = at > 0 && !token.newline_before && ends_operand(tokens[at - 1], roles[at - 1]);
    if (is_any(token, {"-", "~"}) && !behind_operand) roles[at] = Role::prefix;
    if (token.is("!")) roles[at] = behind_operand ? Role::postfix : Role::prefix;
    if (token.is("<"))
      if (const std::size_t end = find_generic_end(tokens, at); end != 0) {
        roles[at] = Role::open_generic;
        for (std::size_t inner = at + 1; inner <= end; ++inner) {
          if (tokens[inner].is("<")) roles[inner] = Role::open_generic;
          if (tokens[inner].is(">")) roles[inner] = Role::close_generic;
        }
      }
    // `>>`, `>=` and `>>=` are several tokens that must stay together.
    if (token.is(">") && adjacent(at) && is_any(tokens[at + 1], {">", "="})) roles[at] = Role::joined;
  }
  return roles;
}

/// The text between tokens: comments, and the number of newlines before each.
struct Comment {
  std::string_view text;
  int newlines = 0;  // before it
  int blanks = 0;    // before it, if on the same line as what precedes
};
struct Gap {
  std::vector<Comment> comments;
  int newlines = 0;  // after the last comment
  int blanks = 0;
};

Gap read_gap(std::string_view text) {
  Gap gap;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\n') {
      ++gap.newlines;
      gap.blanks = 0;
      ++at;
    } else if (text[at] != '/') {
      ++gap.blanks;
      ++at;
    } else {
      const bool is_block = text[at + 1] == '*';
      const std::size_t found = is_block ? text.find("*/", at + 2) : text.find('\n', at);
      const std::size_t end = found == text.npos ? text.size() : found + (is_block ? 2 : 0);
      auto comment = text.substr(at, end - at);
      while (comment.find_last_of(" \t\r\f\v") == comment.size() - 1) comment.remove_suffix(1);
      gap.comments.push_back({comment, gap.newlines, gap.blanks});
      gap.newlines = gap.blanks = 0;
      at = end;
    }
  }
  return gap;
}

class Formatter {
 public:
  Formatter(std::string_view text, const std::vector<Token>& tokens)
      : text_(text), tokens_(tokens), roles_(find_roles(tokens)) {}

  std::string run() {
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      const std::size_t from = at == 0 ? (text_.starts_with("\xef\xbb\xbf") ? 3 : 0) : tokens_[at - 1].span.end;
      put_gap(at, read_gap(text_.substr(from, tokens_[at].span.begin - from)));
      put_token(at);
    }
    while (!out_.empty() && (out_.back() == '\n' || out_.back() == ' ')) out_.pop_back();
    if (!out_.empty()) out_ += '\n';
    return std::move(out_);
  }

 private:
  struct Bracket {
    int outer;  // the indentation of the line that opened it
    int inner;
  };

  int inner_indent() const { return brackets_.empty() ? 0 : brackets_.back().inner; }

  void break_line(int newlines, int indent) {
    if (out_.empty()) {
      indent_ = indent;
      return;
    }
    out_.append(newlines > 1 ? 2 : 1, '\n');
    out_.append(static_cast<std::size_t>(indent), ' ');
    indent_ = indent;
  }

  void put_gap(std::size_t at, const Gap& gap) {
    for (const Comment& comment : gap.comments) {
      if (comment.newlines > 0 || out_.empty())
        break_line(comment.newlines, inner_indent());
      else
        out_.append(static_cast<std::size_t>(std::max(comment.blanks, 1)), ' ');
      out_ += comment.text;
    }
    if (tokens_[at].kind == TokenKind::end || (at == 0 && gap.comments.empty())) return;
    if (gap.newlines > 0) return break_line(gap.newlines, line_indent(at));
    if (at > 0) out_.append(gap.comments.empty() ? blanks_before(at, gap.blanks) : 1, ' ');
  }

  /// The indentation of a line that starts with this token.
  int line_indent(std::size_t at) const {
    const Token& token = tokens_[at];
    if (is_any(token, {")", "]", "}"}) && !brackets_.empty()) return brackets_.back().outer;
    return inner_indent() + (continues(at) ? 2 : 0);
  }

  /// Returns true if this line continues the one before.
  bool continues(std::size_t at) const {
    if (at == 0) return false;
    const Token& before = tokens_[at - 1];
    if (is_any(tokens_[at], {".", "|"})) return true;
    return is_any(before, {"=",  "=>", "->", "+",  "-",  "*",  "/",  "%",  "&",  "|",  "^",  "&&", "||",  "==",
                           "!=", "<",  "<=", "<<", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ".."}) ||
           (before.is(">") && roles_[at - 1] != Role::close_generic);
  }

  void put_token(std::size_t at) {
    const Token& token = tokens_[at];
    out_ += token.text;
    if (is_any(token, {"(", "[", "{"})) brackets_.push_back({indent_, indent_ + 2});
    if (is_any(token, {")", "]", "}"}) && !brackets_.empty()) brackets_.pop_back();
  }

  std::size_t blanks_before(std::size_t at, int written) const {
    // Keep columns that the author has aligned.
    if (written > 1 && is_any(tokens_[at], {"=>", "=", "->"})) return static_cast<std::size_t>(written);
    return needs_blank(at) ? 1 : 0;
  }

  bool needs_blank(std::size_t at) const {
    const Token &a = tokens_[at - 1], &b = tokens_[at];
    const Role before = roles_[at - 1], here = roles_[at];
    if (before == Role::joined) return false;
    if (is_any(b, {",", ";", ")", "]", ":", "?"}) || here == Role::postfix || here == Role::open_generic ||
        here == Role::close_generic)
      return false;
    if (is_any(a, {"(", "[", "."}) || before == Role::prefix || before == Role::open_generic) return false;
    if (is_any(b, {"."}) || is_any(b, {"..", "..="}) || is_any(a, {"..", "..=", "..."})) return false;
    if (a.is("{") && b.is("}")) return false;
    if (is_any(b, {"(", "["})) return !is_called(at - 1, b);
    if (a.is("reg") && b.is("|")) return false;
    if (a.is("|") && b.is("const") && at >= 2 && tokens_[at - 2].is("reg")) return false;
    return true;
  }

  /// Returns true if a `(` or `[` after this token belongs to it.
  bool is_called(std::size_t at, const Token& bracket) const {
    const Token& token = tokens_[at];
    if (token.kind == TokenKind::word) {
      const bool is_member = at > 0 && tokens_[at - 1].is(".");
      return is_member || (bracket.is("[") && token.is("frozen") ? false : !token.reserved || token.is("self"));
    }
    return is_any(token, {")", "]"}) || roles_[at] == Role::postfix || roles_[at] == Role::close_generic;
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Role> roles_;
  std::vector<Bracket> brackets_;
  std::string out_;
  int indent_ = 0;
};

}  // namespace

std::string format_source(std::string_view text) {
  source::SourceMap map;
  bool clean = false;
  const auto before = lex(map, text, clean);
  if (!clean) return std::string(text);
  std::string formatted = Formatter(map.text(0), before).run();
  const auto after = lex(map, formatted, clean);
  return clean && same_tokens(before, after) ? formatted : std::string(text);
}

}  // namespace heddle::syntax
