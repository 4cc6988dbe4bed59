// The building blocks of the grammar: its state, token parsers and directives.
//
// Parsers follow Spirit X3's convention: `parse(first, last, context, value of the rule, attribute)`. The context holds
// only the `State`, so all rules are instantiated with one context type, `Context`.
#pragma once
#include <boost/spirit/home/x3.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "translator/source/diagnostic.h"
#include "translator/syntax/token.h"
#include "translator/syntax/tree.h"

namespace heddle::syntax::grammar {

namespace x3 = boost::spirit::x3;
using Cursor = const Token*;

/// Limit on the nesting of types, patterns, expressions and blocks.
constexpr int max_nesting = 256;
/// Limit on the height of the tree: a chain like `a + b + c` nests to the left without nesting in the text.
constexpr int max_height = 1000;

/// A construct and the name messages give it.
struct Construct {
  const char* label = "";
  Cursor begin = nullptr;
};

/// State shared by all rules while one file is parsed.
struct State {
  const source::SourceMap& map;
  source::FileId file;
  source::DiagnosticSink& sink;
  Cursor begin;         // the file's first token
  Cursor end;           // its end token
  std::size_t stop_at;  // parsing ends at this number of errors
  int depth = 0;
  std::optional<Construct> failed_in{};                // the innermost construct of the current failure
  std::vector<std::pair<const Expr*, Span>> tuples{};  // tuples (a, b) that no `match` has claimed yet
};

struct state_tag;
using Context = x3::context<state_tag, State>;
using Failure = x3::expectation_failure<Cursor>;

/// Thrown to end the parse of a declaration after the reason has been reported.
struct Abandoned : std::exception {};

template <typename C>
State& state_of(const C& context) {
  return x3::get<state_tag>(context);
}

// ---- Reporting and recovery (parse.cpp) ----

/// Reports "expected `which`" at `where`.
void report_failure(State& state, Cursor where, const std::string& which);
/// Where to resume after a failure at `where` in the statement or member that starts at `start`.
Cursor next_statement(const State& state, Cursor start, Cursor where);
/// Where to resume after a failure in a declaration: at the next one.
Cursor next_declaration(const State& state, Cursor start, Cursor where);
/// Returns true if a declaration starts here: a keyword in the first column, followed by a name.
bool starts_declaration(Cursor at);
[[noreturn]] void report_nesting(State& state, Span where);
/// Computes the node's height from its children's; ends the parse of the declaration if it exceeds the limit.
void measure(State& state, Expr& node);

// ---- Actions ----

/// Calls F(state, value of the rule, attribute of the parser).
template <auto F>
struct Act {
  template <typename C>
  void operator()(const C& context) const {
    F(state_of(context), x3::_val(context), x3::_attr(context));
  }
};
template <auto F>
constexpr Act<F> act{};

// ---- Tokens ----

template <typename Attribute>
void put(Cursor token, Attribute& attribute) {
  if constexpr (std::is_assignable_v<Attribute&, Cursor>) attribute = token;
}

/// A symbol or word with this spelling. `shown` is what errors print instead of the spelling, unless null.
struct Literal : x3::parser<Literal> {
  using attribute_type = Cursor;
  static constexpr bool has_attribute = true;
  std::string_view spelling;
  const char* shown;

  constexpr Literal(std::string_view spelling, const char* shown) : spelling(spelling), shown(shown) {}
  template <typename C, typename R, typename A>
  bool parse(Cursor& first, Cursor const&, const C&, R&, A& attribute) const {
    if (!first->is(spelling)) return false;
    put(first, attribute);
    ++first;
    return true;
  }
};
constexpr Literal lit(std::string_view spelling, const char* shown = nullptr) { return {spelling, shown}; }

/// A token that satisfies the predicate.
template <auto Predicate>
struct TokenIf : x3::parser<TokenIf<Predicate>> {
  using attribute_type = Cursor;
  static constexpr bool has_attribute = true;
  const char* shown;

  constexpr explicit TokenIf(const char* shown) : shown(shown) {}
  template <typename C, typename R, typename A>
  bool parse(Cursor& first, Cursor const&, const C&, R&, A& attribute) const {
    if (!Predicate(*first)) return false;
    put(first, attribute);
    ++first;
    return true;
  }
};

template <TokenKind Kind>
bool has_kind(const Token& token) {
  return token.kind == Kind;
}
inline bool is_name(const Token& token) { return token.kind == TokenKind::word && !token.reserved; }
inline bool is_wildcard(const Token& token) { return token.kind == TokenKind::word && token.text == "_"; }

constexpr TokenIf<is_name> name{"a name"};
constexpr TokenIf<has_kind<TokenKind::word>> any_word{"a name"};
constexpr TokenIf<has_kind<TokenKind::string>> string_token{"a string"};
constexpr auto comma = lit(",");
constexpr auto open_paren = lit("(");
constexpr auto close_paren = lit(")");
constexpr auto close_list = lit(")", "',' or ')'");
constexpr auto open_brace = lit("{");
constexpr auto close_brace = lit("}");
constexpr auto open_bracket = lit("[");
constexpr auto close_bracket = lit("]");
constexpr auto colon = lit(":");
constexpr auto equals = lit("=");

/// Succeeds where the predicate holds and consumes nothing: a TokenIf without the token.
template <auto Predicate>
struct Here : x3::parser<Here<Predicate>> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  const char* shown = "";

  constexpr Here() = default;
  constexpr explicit Here(const char* shown) : shown(shown) {}
  template <typename C, typename R, typename A>
  bool parse(Cursor& first, Cursor const&, const C&, R&, A&) const {
    return Predicate(first);
  }
};

inline bool is_on_same_line(Cursor at) { return !at->newline_before; }
inline bool continues_block(Cursor at) { return at->kind != TokenKind::end && !at->is("}") && !starts_declaration(at); }
/// A newline, or a `}` before or after. Never called on the file's first token.
inline bool is_line_end(Cursor at) { return at->newline_before || at->is("}") || at[-1].is("}"); }

/// The next token is on the line where the previous one ended.
constexpr Here<is_on_same_line> same_line;
/// More of the block follows: no `}`, and no start of the next declaration (as when the `}` is missing).
constexpr Here<continues_block> more_of_block;

/// The end of a statement, an arm or a field: one of these symbols, or the end of its line.
struct Separator : x3::parser<Separator> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  std::string_view symbols;
  const char* shown;

  constexpr Separator(std::string_view symbols, const char* shown) : symbols(symbols), shown(shown) {}
  template <typename C, typename R, typename A>
  bool parse(Cursor& first, Cursor const&, const C&, R&, A&) const {
    if (first->kind == TokenKind::symbol && first->text.size() == 1 && symbols.find(first->text) != symbols.npos) {
      ++first;
      return true;
    }
    return is_line_end(first);
  }
};
constexpr Separator statement_end{";", "the end of the statement"};
constexpr Separator arm_end{",", "',' or a new line"};
constexpr Separator member_end{",;", "',' or a new line"};

// ---- Directives ----

struct DirectiveBase {};

template <typename Subject, typename Derived>
struct Directive : x3::unary_parser<Subject, Derived>, DirectiveBase {
  using x3::unary_parser<Subject, Derived>::unary_parser;
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
};

/// Creates the rule's node, and sets its span once it is parsed.
template <typename Subject>
struct NodeDirective : Directive<Subject, NodeDirective<Subject>> {
  ExprKind kind;
  constexpr NodeDirective(const Subject& subject, ExprKind kind)
      : Directive<Subject, NodeDirective<Subject>>(subject), kind(kind) {}

  template <typename C, typename A>
  bool parse(Cursor& first, Cursor const& last, const C& context, ExprPtr& value, A&) const {
    const Cursor start = first;
    value = std::make_unique<Expr>();
    value->kind = kind;
    value->span = start->span;
    if (!this->subject.parse(first, last, context, value, x3::unused)) return false;
    value->span = start->span.to(first[-1].span);
    measure(state_of(context), *value);
    return true;
  }
};

/// Sets the span of the rule's value (anything with a `span`).
template <typename Subject>
struct SpannedDirective : Directive<Subject, SpannedDirective<Subject>> {
  constexpr explicit SpannedDirective(const Subject& subject)
      : Directive<Subject, SpannedDirective<Subject>>(subject) {}

  template <typename C, typename V, typename A>
  bool parse(Cursor& first, Cursor const& last, const C& context, V& value, A&) const {
    const Cursor start = first;
    if (!this->subject.parse(first, last, context, value, x3::unused)) return false;
    value.span = start->span.to(first[-1].span);
    return true;
  }
};

/// Counts a level of nesting.
template <typename Subject>
struct NestedDirective : Directive<Subject, NestedDirective<Subject>> {
  constexpr explicit NestedDirective(const Subject& subject) : Directive<Subject, NestedDirective<Subject>>(subject) {}

  template <typename C, typename V, typename A>
  bool parse(Cursor& first, Cursor const& last, const C& context, V& value, A&) const {
    struct Level {
      int& depth;
      explicit Level(int& depth) : depth(depth) { ++depth; }
      ~Level() { --depth; }
    } level(state_of(context).depth);
    if (level.depth > max_nesting) report_nesting(state_of(context), first->span);
    return this->subject.parse(first, last, context, value, x3::unused);
  }
};

/// Names a construct for the messages about failures inside it.
template <typename Subject>
struct PartDirective : Directive<Subject, PartDirective<Subject>> {
  const char* label;
  constexpr PartDirective(const Subject& subject, const char* label)
      : Directive<Subject, PartDirective<Subject>>(subject), label(label) {}

  template <typename C, typename V, typename A>
  bool parse(Cursor& first, Cursor const& last, const C& context, V& value, A&) const {
    const Cursor start = first;
    try {
      return this->subject.parse(first, last, context, value, x3::unused);
    } catch (const Failure&) {
      auto& failed_in = state_of(context).failed_in;
      if (!failed_in) failed_in = Construct{label, start};
      throw;
    }
  }
};

/// Reports a failure inside and resumes after the statement or member, as if it had matched.
template <typename Subject>
struct RecoverDirective : Directive<Subject, RecoverDirective<Subject>> {
  constexpr explicit RecoverDirective(const Subject& subject)
      : Directive<Subject, RecoverDirective<Subject>>(subject) {}

  template <typename C, typename V, typename A>
  bool parse(Cursor& first, Cursor const& last, const C& context, V& value, A&) const {
    const Cursor start = first;
    State& state = state_of(context);
    const int depth = state.depth;
    try {
      return this->subject.parse(first, last, context, value, x3::unused);
    } catch (const Failure& failure) {
      report_failure(state, failure.where(), failure.which());
      if (state.sink.error_count() >= state.stop_at) throw Abandoned();
      state.depth = depth;
      first = next_statement(state, start, failure.where());
      return true;
    }
  }
};

/// Treats a failure inside as "does not match": for types that may turn out to be expressions.
template <typename Subject>
struct TentativeDirective : Directive<Subject, TentativeDirective<Subject>> {
  constexpr explicit TentativeDirective(const Subject& subject)
      : Directive<Subject, TentativeDirective<Subject>>(subject) {}

  template <typename C, typename V, typename A>
  bool parse(Cursor& first, Cursor const& last, const C& context, V& value, A&) const {
    const Cursor start = first;
    try {
      if (this->subject.parse(first, last, context, value, x3::unused)) return true;
    } catch (const Failure&) {
      state_of(context).failed_in.reset();
    }
    first = start;
    return false;
  }
};

template <template <typename> class D, typename... Args>
struct DirectiveGen {
  std::tuple<Args...> args;
  template <typename Subject>
  constexpr auto operator[](const Subject& subject) const {
    using Parser = typename x3::extension::as_parser<Subject>::value_type;
    return std::apply([&](const auto&... a) { return D<Parser>(x3::as_parser(subject), a...); }, args);
  }
};

constexpr DirectiveGen<NodeDirective, ExprKind> node(ExprKind kind) { return {{kind}}; }
constexpr DirectiveGen<PartDirective, const char*> part(const char* label) { return {{label}}; }
constexpr DirectiveGen<SpannedDirective> spanned{};
constexpr DirectiveGen<NestedDirective> nested{};
constexpr DirectiveGen<RecoverDirective> recover{};
constexpr DirectiveGen<TentativeDirective> tentative{};

}  // namespace heddle::syntax::grammar

// How errors name the parser that was expected.
namespace boost::spirit::x3 {

namespace heddle_grammar = ::heddle::syntax::grammar;

template <>
struct get_info<heddle_grammar::Literal> {
  using result_type = std::string;
  std::string operator()(const heddle_grammar::Literal& parser) const {
    return parser.shown ? std::string(parser.shown) : "'" + std::string(parser.spelling) + "'";
  }
};
template <typename Parser>
  requires requires(const Parser& parser) { std::string(parser.shown); }
struct get_info<Parser> {
  using result_type = std::string;
  std::string operator()(const Parser& parser) const { return parser.shown; }
};
template <typename Parser>
  requires std::is_base_of_v<heddle_grammar::DirectiveBase, Parser>
struct get_info<Parser> {
  using result_type = std::string;
  std::string operator()(const Parser& parser) const { return what(parser.subject); }
};
template <typename Subject, typename Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(const action<Subject, Action>& parser) const { return what(parser.subject); }
};
template <typename Left, typename Right>
struct get_info<list<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const list<Left, Right>& parser) const { return what(parser.left); }
};
template <typename Left, typename Right>
struct get_info<sequence<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const sequence<Left, Right>& parser) const {
    const std::string left = what(parser.left);
    return left.empty() ? what(parser.right) : left;
  }
};
template <typename Left, typename Right>
struct get_info<alternative<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const alternative<Left, Right>& parser) const {
    return what(parser.left) + " or " + what(parser.right);
  }
};

}  // namespace boost::spirit::x3
