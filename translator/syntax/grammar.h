// The rules of the grammar, and how to read them.
//
// The grammar is Spirit X3 over tokens (not characters); `token.h` says what the lexer has already resolved. A rule's
// attribute is the node it builds; `act<f>` calls `f(state, node, part)` with the part just parsed. Three things keep
// rules short and errors precise:
//   - `a > b` means that nothing but `b` can follow `a`. If something else does, the parse of this statement or
//     declaration ends, and `recover` reports "expected b" and resumes after it. So `a >> b` is only for places where
//     the next alternative may still match, and no expression is ever parsed twice.
//   - `part("the arguments")[...]` names the construct in such messages.
//   - `nested[...]` counts levels: each rule that can contain itself passes through one, so neither the parser nor any
//     later stage that walks the tree runs out of stack.
// Rules are defined in grammar_*.cpp, one file for each kind of node, to keep compile times short.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "translator/syntax/grammar_parts.h"

namespace heddle::syntax::grammar {

// ---- Rules ----

/// The arguments of a call, or the values of a `return`.
struct Arguments {
  std::vector<ExprPtr> values;
  std::vector<std::string> labels;  // as many as values
  Cursor spread = nullptr;          // the `...` before the last value
  std::size_t spread_at = 0;        // the index of the value after it
  Cursor constant = nullptr;        // a `const` (for emit)
  Cursor labelled = nullptr;        // a label
};

constexpr x3::rule<struct type_id, TypeExpr> type("a type");
constexpr x3::rule<struct named_type_id, TypeExpr> named_type("the name of a type");
constexpr x3::rule<struct pattern_id, Pattern> pattern("a pattern");
constexpr x3::rule<struct expression_id, ExprPtr> expression("an expression");
constexpr x3::rule<struct literal_id, ExprPtr> literal("a literal");
constexpr x3::rule<struct arguments_id, Arguments> arguments("arguments");
constexpr x3::rule<struct control_id, ExprPtr> control("if, match or a loop");
constexpr x3::rule<struct simple_statement_id, ExprPtr> simple_statement("an expression or a statement");
constexpr x3::rule<struct statement_id, ExprPtr> statement("a statement");
constexpr x3::rule<struct block_id, ExprPtr> block("'{'");
constexpr x3::rule<struct dotted_id, std::string> dotted("a name");
constexpr x3::rule<struct declaration_id, DeclPtr> declaration("a declaration");

BOOST_SPIRIT_DECLARE(decltype(type), decltype(named_type), decltype(pattern), decltype(expression), decltype(literal),
                     decltype(arguments), decltype(control), decltype(simple_statement), decltype(statement),
                     decltype(block), decltype(dotted), decltype(declaration))

// ---- Actions used by several files ----

inline void take(State&, ExprPtr& node, ExprPtr& made) { node = std::move(made); }
inline void add_kid(State&, ExprPtr& node, ExprPtr& kid) { node->kids.push_back(std::move(kid)); }
inline void set_text(State&, ExprPtr& node, Cursor& token) { node->text = std::string(token->text); }
inline void set_dotted_text(State&, ExprPtr& node, std::string& text) { node->text = std::move(text); }
inline void set_type(State&, ExprPtr& node, TypeExpr& type) { node->type_expr = std::move(type); }
inline void set_flag(State&, ExprPtr& node, Cursor&) { node->flag = true; }
inline void add_argument(State&, Arguments& list, ExprPtr& value) {
  list.values.push_back(std::move(value));
  list.labels.resize(list.values.size());
}

}  // namespace heddle::syntax::grammar
