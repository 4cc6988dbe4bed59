// Types and dotted names.
#include "translator/syntax/grammar.h"

namespace heddle::syntax::grammar {
namespace {

using Kind = TypeExpr::Kind;

void set_name(State&, TypeExpr& node, std::string& text) {
  node.kind = Kind::name;
  node.name = std::move(text);
}
void add_arg(State&, TypeExpr& node, TypeExpr& arg) { node.args.push_back(std::move(arg)); }
void set_frozen(State&, TypeExpr& node, Cursor&) { node.kind = Kind::frozen_array; }
void set_element(State&, TypeExpr& node, TypeExpr& element) {
  if (node.kind == Kind::none) node.kind = Kind::array;
  node.args.push_back(std::move(element));
}
void take_type(State&, TypeExpr& node, TypeExpr& made) { node = std::move(made); }
void make_optional(State&, TypeExpr& node, Cursor& mark) {
  TypeExpr outer;
  outer.kind = Kind::optional;
  outer.span = node.span.to(mark->span);
  outer.args.push_back(std::move(node));
  node = std::move(outer);
}
void add_name(State&, std::string& dotted, Cursor& token) {
  if (!dotted.empty()) dotted += '.';
  dotted += token->text;
}

/// The machine's types take no arguments, so the `<` in `x as i64 < y` compares.
bool takes_arguments(Cursor at) {
  return at->is("<") && !at->newline_before && !at[-1].text.empty() && at[-1].text[0] >= 'A' && at[-1].text[0] <= 'Z';
}

const x3::rule<struct plain_type_id, TypeExpr> plain_type = "a type";

const auto dotted_def = name[act<add_name>] >> *(same_line >> lit(".") > name[act<add_name>]);

const auto named_type_def =
    spanned[dotted[act<set_name>] >>
            -(Here<takes_arguments>() >>
              part("the type's arguments")[lit("<") > (type[act<add_arg>] % comma) > lit(">", "',' or '>'")])];

const auto plain_type_def =
    spanned[(-lit("frozen")[act<set_frozen>] >> open_bracket > type[act<set_element>] > close_bracket) |
            named_type[act<take_type>]];

const auto type_def = nested[plain_type[act<take_type>] >> *(same_line >> lit("?")[act<make_optional>])];

}  // namespace

BOOST_SPIRIT_DEFINE(dotted, named_type, plain_type, type)
BOOST_SPIRIT_INSTANTIATE(decltype(dotted), Cursor, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(named_type), Cursor, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(type), Cursor, Context)

}  // namespace heddle::syntax::grammar
