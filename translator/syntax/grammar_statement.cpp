// Blocks, statements and control flow.
#include <algorithm>

#include "translator/syntax/grammar.h"

namespace heddle::syntax::grammar {
namespace {

/// A `match` on (a, b) has several subjects.
void set_subjects(State& state, ExprPtr& node, ExprPtr& subject) {
  if (!state.tuples.empty() && state.tuples.back().first == subject.get()) {
    state.tuples.pop_back();
    node->kids = std::move(subject->kids);
  } else {
    node->kids.push_back(std::move(subject));
  }
}
void add_arm(State&, ExprPtr& node, MatchArm& arm) { node->arms.push_back(std::move(arm)); }

void set_pattern(State&, MatchArm& arm, Pattern& pattern) { arm.pattern = std::move(pattern); }
void set_guard(State&, MatchArm& arm, ExprPtr& guard) { arm.guard = std::move(guard); }
void set_body(State&, MatchArm& arm, ExprPtr& body) { arm.body = std::move(body); }

template <bool inclusive>
void begin_range(State&, ExprPtr& node, Cursor&) {
  auto range = std::make_unique<Expr>();
  range->kind = ExprKind::range;
  range->flag = inclusive;
  range->span = node->span;
  range->kids.push_back(std::move(node));
  node = std::move(range);
}
void finish_range(State& state, ExprPtr& node, ExprPtr& end) {
  node->span = node->span.to(end->span);
  node->kids.push_back(std::move(end));
  measure(state, *node);
}

template <ExprKind kind>
void set_kind(State&, ExprPtr& node, Cursor&) {
  node->kind = kind;
}
void set_values(State& state, ExprPtr& node, Arguments& list) {
  if (list.spread && list.spread_at + 1 != list.values.size())
    state.sink.error(list.spread->span, "only the last value can be spread");
  node->kids = std::move(list.values);
  node->spread = list.spread != nullptr;
}
void add_value(State& state, Arguments& list, ExprPtr& value) { add_argument(state, list, value); }
void add_spread(State&, Arguments& list, Cursor& mark) {
  list.spread = mark;
  list.spread_at = list.values.size();
}

bool is_plain_assignment(const Token& token) {
  constexpr std::string_view spellings[] = {"=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<="};
  return token.kind == TokenKind::symbol &&
         std::find(std::begin(spellings), std::end(spellings), token.text) != std::end(spellings);
}
/// `>>=` comes as three tokens.
bool is_shift_assignment(Cursor at) {
  return at->is(">") && at[1].is(">") && at[2].is("=") && at[0].span.end == at[1].span.begin &&
         at[1].span.end == at[2].span.begin;
}
void begin_assignment(State&, ExprPtr& node, Cursor& op) {
  auto assign = std::make_unique<Expr>();
  assign->kind = ExprKind::assign;
  assign->text = op->is(">") ? ">>=" : std::string(op->text);
  assign->span = node->span;
  assign->kids.push_back(std::move(node));
  node = std::move(assign);
}
void finish_assignment(State& state, ExprPtr& node, ExprPtr& value) { finish_range(state, node, value); }

const x3::rule<struct if_id, ExprPtr> if_expression = "if";
const x3::rule<struct arm_id, MatchArm> arm = "an arm";
const x3::rule<struct iterable_id, ExprPtr> iterable = "what to go through";
const x3::rule<struct values_id, Arguments> values = "a value";
const x3::rule<struct assignment_id, ExprPtr> assignment = "an expression";

const auto else_branch = -(lit("else") > (nested[if_expression[act<add_kid>]] | block[act<add_kid>]));

const auto if_expression_def =
    part("the 'if'")[node(ExprKind::if_let)[lit("if") >> lit("let") > name[act<set_text>] > equals >
                                            expression[act<add_kid>] > block[act<add_kid>] > else_branch] |
                     node(ExprKind::if_)[lit("if") > expression[act<add_kid>] > block[act<add_kid>] > else_branch]];

const auto arm_def = part("the arm")[spanned[pattern[act<set_pattern>] > -(lit("if") > expression[act<set_guard>]) >
                                             lit("=>") > simple_statement[act<set_body>]]];

const auto match = node(
    ExprKind::match)[lit("match") > expression[act<set_subjects>] >
                     part("the arms")[open_brace > *(more_of_block >> recover[x3::eps > arm[act<add_arm>] > arm_end]) >
                                      close_brace]];

const auto iterable_def = expression[act<take>] >>
                          -((lit("..")[act<begin_range<false>>] | lit("..=")[act<begin_range<true>>]) >
                            expression[act<finish_range>]);

const auto while_loop =
    part("the 'while'")[node(ExprKind::while_)[lit("while") > expression[act<add_kid>] > block[act<add_kid>]]];
const auto endless_loop = node(ExprKind::loop)[lit("loop") > block[act<add_kid>]];
const auto for_loop = part("the 'for'")[node(
    ExprKind::for_)[lit("for") > name[act<set_text>] > lit("in") > iterable[act<add_kid>] > block[act<add_kid>]]];
const auto try_block = part("the 'try'")[node(
    ExprKind::try_)[lit("try") > block[act<add_kid>] > lit("catch") > name[act<set_text>] > block[act<add_kid>]]];

const auto control_def = if_expression[act<take>] | match | while_loop | endless_loop | for_loop | try_block;

// In `A => return 1, B => return 2` the comma separates arms.
const auto next_arm = comma >> pattern >> (lit("=>") | lit("if"));
const auto value = (lit("...")[act<add_spread>] > expression[act<add_value>]) | expression[act<add_value>];
const auto values_def = value >> *(!next_arm >> comma >> value);

const auto leaving = node(ExprKind::return_)[lit("return") > -(same_line >> values[act<set_values>])] |
                     node(ExprKind::raise)[lit("raise") > expression[act<add_kid>]] |
                     node(ExprKind::jump)[lit("jump") > expression[act<add_kid>]] |
                     node(ExprKind::break_)[lit("break")] | node(ExprKind::continue_)[lit("continue")];

const auto assignment_def = expression[act<take>] >>
                            -(same_line >> (TokenIf<is_plain_assignment>("'='")[act<begin_assignment>] |
                                            (Here<is_shift_assignment>() >> lit(">")[act<begin_assignment>] >>
                                             lit(">") >> equals)) > expression[act<finish_assignment>]);

const auto let =
    part("the declaration")[node(ExprKind::let)[(lit("var")[act<set_flag>] | lit("let")) > name[act<set_text>] >
                                                -(colon > type[act<set_type>]) > equals > expression[act<add_kid>]]];

const auto simple_statement_def = leaving | assignment[act<take>];
const auto statement_def = let | simple_statement[act<take>];

const auto block_def = nested[part("the block")[node(
    ExprKind::block)[open_brace > *(lit(";") | (more_of_block >> recover[x3::eps > statement[act<add_kid>] >
                                                                         statement_end])) > close_brace]]];

}  // namespace

BOOST_SPIRIT_DEFINE(if_expression, arm, iterable, control, values, assignment, simple_statement, statement, block)
BOOST_SPIRIT_INSTANTIATE(decltype(control), Cursor, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(simple_statement), Cursor, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(statement), Cursor, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(block), Cursor, Context)

}  // namespace heddle::syntax::grammar
