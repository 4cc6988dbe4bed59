// Characters to tokens: the lexical rules in Spirit X3, one per kind of token, and their values.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <boost/spirit/home/x3.hpp>
#include <charconv>
#include <cstdlib>

#include "translator/syntax/token.h"

namespace heddle::syntax {
namespace {

namespace x3 = boost::spirit::x3;
using source::Span;
using Cursor = const char*;

constexpr std::array reserved_words = {"and",    "as",   "break", "call",  "callm", "catch", "const", "continue",
                                       "else",   "enum", "false", "fn",    "for",   "if",    "in",    "is",
                                       "jump",   "let",  "loop",  "match", "nil",   "not",   "or",    "raise",
                                       "return", "self", "true",  "try",   "var",   "while"};

// ---- The lexical grammar ----

const auto word_start = x3::ascii::alpha | x3::char_('_');
const auto word_part = x3::ascii::alnum | x3::char_('_');
const auto word = word_start >> *word_part;

const auto digits = x3::ascii::digit >> *(x3::ascii::digit | x3::char_('_'));
const auto exponent = x3::char_("eE") >> -x3::char_("+-") >> digits;
const auto floating = digits >> ((x3::char_('.') >> digits >> -exponent) | exponent);
const auto suffix = x3::char_("iu") >> (x3::lit("8") | "16" | "32" | "64") >> !word_part;
const auto hexadecimal = '0' >> x3::char_("xX") >> +(x3::ascii::xdigit | x3::char_('_'));
const auto binary = '0' >> x3::char_("bB") >> +x3::char_("01_");
const auto integer = (hexadecimal | binary | digits) >> -suffix;

const auto escape = '\\' >> ((x3::char_('x') >> x3::ascii::xdigit >> x3::ascii::xdigit) | x3::char_("ntr\\\"'0"));
const auto string = '"' >> *(escape | (x3::char_ - x3::char_("\"\\\n"))) >> '"';
const auto byte = '\'' >> (escape | (x3::char_ - x3::char_("'\\\n"))) >> '\'';

const auto symbols = [] {
  x3::symbols<x3::unused_type> table;
  for (const char* spelling :
       {"{",  "}", "(",  ")",  "[",  "]",  ",",  ";",  ":",  ".",  "..", "..=", "...", "?",  "->",
        "=>", "=", "==", "!",  "!=", "~",  "<",  "<=", "<<", ">",  "+",  "-",   "*",   "/",  "%",
        "&",  "|", "^",  "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=",  "^=",  "<<="})
    table.add(spelling);
  return table;
}();

const auto blank = x3::char_(" \t\r\f\v");
const auto line_comment = "//" >> *(x3::char_ - '\n');
const auto block_comment = "/*" >> *(x3::char_ - "*/") >> "*/";

// ---- Values ----

int hex_digit(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

/// The bytes between the quotes, with escapes resolved. The lexical grammar has checked the escapes.
std::string unescape(std::string_view body) {
  std::string out;
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] != '\\') {
      out += body[at];
      continue;
    }
    switch (const char c = body[++at]) {
      case 'n':
        out += '\n';
        break;
      case 't':
        out += '\t';
        break;
      case 'r':
        out += '\r';
        break;
      case '0':
        out += '\0';
        break;
      case 'x':
        out += static_cast<char>(hex_digit(body[at + 1]) * 16 + hex_digit(body[at + 2]));
        at += 2;
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string without_underscores(std::string_view text) {
  std::string out(text);
  out.erase(std::remove(out.begin(), out.end(), '_'), out.end());
  return out;
}

class Lexer {
 public:
  Lexer(const source::SourceMap& map, source::FileId file, source::DiagnosticSink& sink)
      : file_(file), sink_(sink), text_(map.text(file)), at_(text_.data()), end_(text_.data() + text_.size()) {}

  std::vector<Token> run() {
    if (text_.starts_with("\xef\xbb\xbf")) at_ += 3;
    tokens_.reserve(text_.size() / bytes_a_token + 1);
    while (skip_blanks() && at_ != end_ && next()) {
    }
    if (stopped_) at_ = end_;
    add(TokenKind::end, at_).newline_before = true;
    return std::move(tokens_);
  }

 private:
  template <typename Rule>
  bool reads(const Rule& rule, Cursor& at) const {
    return x3::parse(at, end_, rule);
  }

  Span span(Cursor begin, Cursor end) const {
    return {file_, static_cast<std::uint32_t>(begin - text_.data()), static_cast<std::uint32_t>(end - text_.data())};
  }

  bool at_line_start(Cursor at) const { return at == text_.data() || at[-1] == '\n'; }

  /// Advances to the next token, noting newlines and documentation. Returns false if the rest cannot be read.
  bool skip_blanks() {
    for (;;) {
      const Cursor begin = at_;
      if (at_ != end_ && *at_ == '\n') {
        newline_ = true;
        ++at_;
      } else if (reads(+blank, at_)) {
      } else if (reads(line_comment, at_)) {
        keep_documentation({begin, static_cast<std::size_t>(at_ - begin)});
      } else if (reads(block_comment, at_)) {
        newline_ |= std::find(begin, at_, '\n') != at_;
      } else if (reads(x3::lit("/*"), at_)) {
        sink_.error(span(begin, begin + 2), "this comment is not closed").note("close it with '*/'");
        return stop();
      } else {
        return true;
      }
    }
  }

  void keep_documentation(std::string_view comment) {
    if (!comment.starts_with("///") || comment.starts_with("////")) return;
    comment.remove_prefix(3);
    if (comment.starts_with(' ')) comment.remove_prefix(1);
    if (comment.ends_with('\r')) comment.remove_suffix(1);
    if (!doc_.empty()) doc_ += '\n';
    doc_ += comment;
  }

  Token& add(TokenKind kind, Cursor begin) {
    Token token;
    token.kind = kind;
    token.newline_before = newline_;
    token.first_column = at_line_start(begin);
    token.span = span(begin, at_);
    token.text = {begin, static_cast<std::size_t>(at_ - begin)};
    token.doc = std::move(doc_);
    newline_ = false;
    doc_.clear();
    tokens_.push_back(std::move(token));
    return tokens_.back();
  }

  /// Reads one token, or reports what is wrong with it.
  bool next() {
    const Cursor begin = at_;
    if (reads(word, at_)) {
      if (at_ != end_ && is_foreign(*at_)) return stray(begin);
      Token& token = add(TokenKind::word, begin);
      token.reserved = is_reserved(token.text);
      return true;
    }
    if (reads(floating, at_)) return finish_float(begin);
    if (reads(integer, at_)) return finish_integer(begin);
    if (*at_ == '"') return next_quoted(TokenKind::string);
    if (*at_ == '\'') return next_quoted(TokenKind::byte);
    if (reads(symbols, at_)) {
      add(TokenKind::symbol, begin);
      return true;
    }
    return stray(begin);
  }

  bool ends_number(Cursor begin) {
    Cursor rest = at_;
    if (!reads(+word_part, rest)) return true;
    at_ = rest;
    sink_.error(span(begin, at_), fmt::format("'{}' is not a number", std::string_view(begin, at_ - begin)))
        .note("the suffixes of integers are i8 i16 i32 i64 u8 u16 u32 u64");
    add(TokenKind::integer, begin);
    return false;
  }

  bool finish_float(Cursor begin) {
    if (!ends_number(begin)) return keep_going();
    Token& token = add(TokenKind::floating, begin);
    token.float_value = std::strtod(without_underscores(token.text).c_str(), nullptr);
    return true;
  }

  bool finish_integer(Cursor begin) {
    if (!ends_number(begin)) return keep_going();
    Token& token = add(TokenKind::integer, begin);
    std::string number = without_underscores(token.text);
    const bool is_hex = number.starts_with("0x") || number.starts_with("0X");
    const bool is_binary = number.starts_with("0b") || number.starts_with("0B");
    if (const auto at = number.find_first_of("iu"); at != std::string::npos) {
      token.value = number.substr(at);
      number.resize(at);
    }
    if (is_hex || is_binary) number.erase(0, 2);
    std::uint64_t value = 0;
    const auto last = number.data() + number.size();
    const auto result = std::from_chars(number.data(), last, value, is_hex ? 16 : is_binary ? 2 : 10);
    if (result.ec == std::errc::result_out_of_range)
      sink_.error(token.span, fmt::format("'{}' does not fit in 64 bits", token.text));
    else if (result.ec != std::errc() || result.ptr != last)
      sink_.error(token.span, fmt::format("'{}' is not a number", token.text));
    token.int_value = static_cast<std::int64_t>(value);
    token.too_large = token.int_value < 0;
    return keep_going();
  }

  bool next_quoted(TokenKind kind) {
    const Cursor begin = at_;
    const bool is_string = kind == TokenKind::string;
    if (is_string ? reads(string, at_) : reads(byte, at_)) {
      Token& token = add(kind, begin);
      token.value = unescape(token.text.substr(1, token.text.size() - 2));
      if (!is_string) token.int_value = static_cast<unsigned char>(token.value[0]);
      return true;
    }
    report_quoted(begin, is_string);
    add(kind, begin);
    return keep_going();
  }

  /// Reports what is wrong with a string or byte literal and moves past it.
  void report_quoted(Cursor begin, bool is_string) {
    const char quote = *begin;
    Cursor wrong_escape = nullptr;
    for (++at_; at_ != end_ && *at_ != '\n' && *at_ != quote;) {
      if (const Cursor here = at_; *at_ == '\\' && !reads(escape, at_)) {
        if (!wrong_escape) wrong_escape = here;
        at_ += here + 1 != end_ && here[1] != '\n' ? 2 : 1;
      } else if (at_ == here) {
        ++at_;
      }
    }
    const bool closed = at_ != end_ && *at_ == quote;
    if (closed) ++at_;
    if (wrong_escape)
      sink_.error(span(wrong_escape, std::min(wrong_escape + 2, end_)), "this escape is not known")
          .note("the escapes are \\n \\t \\r \\\\ \\\" \\' \\0 and \\xHH with two hexadecimal digits");
    else if (!closed)
      sink_.error(span(begin, begin + 1), is_string ? "this string is not closed on its line"
                                                    : "this byte is not closed: a byte is one character in ''");
    else
      sink_.error(span(begin, at_), "a byte is exactly one character in ''").note("strings are written \"...\"");
  }

  static bool is_foreign(char c) { return static_cast<unsigned char>(c) >= 0x80; }

  /// A character that no token begins with. A word with non-ASCII letters counts as one mistake and as a word.
  bool stray(Cursor begin) {
    if (*at_ == '\0') {
      sink_.error(span(at_, at_ + 1), "this is not a text file: it has a zero byte here");
      return stop();
    }
    ++strays_;
    if (is_foreign(*at_)) {
      while (at_ != end_ && (reads(word_part, at_) || is_foreign(*at_)))
        if (at_ != end_ && is_foreign(*at_)) ++at_;
      sink_.error(span(begin, at_), "only ASCII characters may stand outside of strings and comments");
      add(TokenKind::word, begin);
      return keep_going();
    }
    ++at_;
    if (static_cast<unsigned char>(*begin) < 0x20 || *begin == 0x7f)
      sink_.error(span(begin, at_), "unexpected control character");
    else
      sink_.error(span(begin, at_), fmt::format("unexpected character '{}'", *begin));
    return keep_going();
  }

  /// Gives up on a file full of mistakes: it is not a description.
  bool keep_going() { return strays_ < 20 || stop(); }
  bool stop() {
    stopped_ = true;
    return false;
  }

  static constexpr std::size_t bytes_a_token = 4;  // descriptions average 4 to 6, comments included

  source::FileId file_;
  source::DiagnosticSink& sink_;
  std::string_view text_;
  Cursor at_;
  Cursor end_;
  bool newline_ = true;
  bool stopped_ = false;
  int strays_ = 0;
  std::string doc_;
  std::vector<Token> tokens_;
};

}  // namespace

bool is_reserved(std::string_view word) {
  return std::binary_search(reserved_words.begin(), reserved_words.end(), word,
                            [](std::string_view a, std::string_view b) { return a < b; });
}

std::vector<Token> tokenize(const source::SourceMap& map, source::FileId file, source::DiagnosticSink& sink) {
  return Lexer(map, file, sink).run();
}

}  // namespace heddle::syntax
