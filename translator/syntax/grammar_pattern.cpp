// Patterns of `match`.
#include "translator/syntax/grammar.h"

namespace heddle::syntax::grammar {
namespace {

using Kind = PatternKind;

template <Kind kind>
void set_kind(State&, Pattern& node, Cursor&) {
  node.kind = kind;
}
/// A single pattern in parentheses is the pattern itself.
void take_pattern(State&, Pattern& node, Pattern& made) {
  while (made.kind == Kind::tuple && made.kids.size() == 1) {
    Pattern inner = std::move(made.kids[0]);
    made = std::move(inner);
  }
  node = std::move(made);
}
void set_literal(State&, Pattern& node, ExprPtr& value) {
  node.kind = Kind::literal;
  node.literal = std::move(value);
}
/// A lower-case name binds; an upper-case or dotted one is a constant, an arm or a variant, which sema tells apart.
void set_name(State&, Pattern& node, std::string& text) {
  const bool binds = text.find('.') == std::string::npos && !(text[0] >= 'A' && text[0] <= 'Z');
  node.kind = binds ? Kind::binding : Kind::constant;
  node.text = std::move(text);
}
void set_binding(State&, Pattern& node, Cursor& token) {
  node.kind = Kind::arm;
  if (!is_wildcard(*token)) node.binding = std::string(token->text);
}
void begin_fields(State&, Pattern& node, Cursor&) { node.kind = Kind::destructure; }
void add_pattern(State&, Pattern& node, Pattern& kid) { node.kids.push_back(std::move(kid)); }
void add_alternative(State& state, Pattern& node, Pattern& other) {
  if (node.kind != Kind::alternative) {
    Pattern first = std::move(node);
    node = Pattern();
    node.kind = Kind::alternative;
    node.span = first.span;
    node.kids.push_back(std::move(first));
  }
  Pattern plain;
  take_pattern(state, plain, other);
  node.span = node.span.to(plain.span);
  node.kids.push_back(std::move(plain));
}

const x3::rule<struct single_pattern_id, Pattern> single_pattern = "a pattern";

const auto fields = part("the fields of the pattern")[open_paren[act<begin_fields>] >
                                                      -(pattern[act<add_pattern>] % comma) > -comma > close_list];

const auto tuple = part(
    "the pattern")[open_paren[act<set_kind<Kind::tuple>>] > (pattern[act<add_pattern>] % comma) > -comma > close_list];

const auto single_pattern_def =
    spanned[tuple | TokenIf<is_wildcard>("_")[act<set_kind<Kind::wildcard>>] | lit("nil")[act<set_kind<Kind::nil>>] |
            literal[act<set_literal>] |
            dotted[act<set_name>] >> -((same_line >> fields) | (same_line >> name[act<set_binding>]))];

const auto pattern_def =
    nested[single_pattern[act<take_pattern>] >> *(lit("|") > single_pattern[act<add_alternative>])];

}  // namespace

BOOST_SPIRIT_DEFINE(single_pattern, pattern)
BOOST_SPIRIT_INSTANTIATE(decltype(pattern), Cursor, Context)

}  // namespace heddle::syntax::grammar
