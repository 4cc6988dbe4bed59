// Expressions without blocks: operators, calls, constructors, literals.
#include <array>
#include <limits>

#include "translator/syntax/grammar.h"

namespace heddle::syntax::grammar {
namespace {

// ---- Binary operators ----

struct Operator {
  std::string_view spelling;
  int strength;
};
constexpr int comparison = 4;
constexpr std::array<Operator, 20> operators{{{"||", 1},
                                              {"&&", 2},
                                              {"==", 4},
                                              {"!=", 4},
                                              {"<", 4},
                                              {"<=", 4},
                                              {">", 4},
                                              {">=", 4},
                                              {"|", 5},
                                              {"^", 6},
                                              {"&", 7},
                                              {"<<", 8},
                                              {">>", 8},
                                              {"+", 9},
                                              {"-", 9},
                                              {"*", 10},
                                              {"/", 10},
                                              {"%", 10}}};

struct OperatorUse {
  const Operator* op = nullptr;
  Span span;
};

/// Length in tokens and spelling of an operator that starts with `>`, which the lexer splits into single characters.
std::pair<int, std::string_view> read_greater(Cursor at) {
  const auto adjacent = [&](int i) { return at[i].span.begin == at[i - 1].span.end; };
  if (adjacent(1) && at[1].is("=")) return {2, ">="};
  if (adjacent(1) && at[1].is(">")) {
    if (adjacent(2) && at[2].is("=")) return {0, ""};  // `>>=` assigns
    return {2, ">>"};
  }
  return {1, ">"};
}

/// A binary operator on the line where its left operand ends.
struct BinaryOperator : x3::parser<BinaryOperator> {
  using attribute_type = OperatorUse;
  static constexpr bool has_attribute = true;

  template <typename C, typename R, typename A>
  bool parse(Cursor& first, Cursor const&, const C&, R&, A& attribute) const {
    if (first->kind != TokenKind::symbol || first->newline_before) return false;
    const auto [length, spelling] = first->is(">") ? read_greater(first) : std::pair(1, first->text);
    for (const Operator& op : operators) {
      if (length == 0 || op.spelling != spelling || spelling.empty()) continue;
      if constexpr (std::is_same_v<A, OperatorUse>) attribute = {&op, first->span.to(first[length - 1].span)};
      first += length;
      return true;
    }
    return false;
  }
};

/// Operands and the operators between them, before precedence is applied.
struct Chain {
  std::vector<ExprPtr> operands;
  std::vector<OperatorUse> uses;
};

void add_operand(State&, Chain& chain, ExprPtr& operand) { chain.operands.push_back(std::move(operand)); }
void add_operator(State&, Chain& chain, OperatorUse& use) { chain.uses.push_back(use); }

/// Precedence climbing over a chain; all operators associate to the left.
class Climber {
 public:
  Climber(State& state, Chain& chain) : state_(state), chain_(chain) {}

  ExprPtr climb(int weakest) {
    ExprPtr left = std::move(chain_.operands[at_]);
    bool compared = false;
    while (at_ < chain_.uses.size() && chain_.uses[at_].op->strength >= weakest) {
      const OperatorUse use = chain_.uses[at_++];
      if (use.op->strength == comparison && std::exchange(compared, true))
        state_.sink.error(use.span, "comparisons are not chained").note("join two comparisons with '&&'");
      compared = use.op->strength == comparison;
      ExprPtr right = climb(use.op->strength + 1);
      auto made = std::make_unique<Expr>();
      made->kind = ExprKind::binary;
      made->span = left->span.to(right->span);
      made->text = std::string(use.op->spelling);
      made->kids.push_back(std::move(left));
      made->kids.push_back(std::move(right));
      measure(state_, *made);
      left = std::move(made);
    }
    return left;
  }

 private:
  State& state_;
  Chain& chain_;
  std::size_t at_ = 0;
};

void resolve_chain(State& state, ExprPtr& node, Chain& chain) { node = Climber(state, chain).climb(0); }

// ---- Postfix operators: each wraps what has been parsed so far ----

/// Makes `node` the first child of a new node.
void wrap(State& state, ExprPtr& node, ExprKind kind, Span end) {
  auto outer = std::make_unique<Expr>();
  outer->kind = kind;
  outer->span = node->span.to(end);
  outer->kids.push_back(std::move(node));
  measure(state, *outer);
  node = std::move(outer);
}

void wrap_member(State& state, ExprPtr& node, Cursor& name) {
  wrap(state, node, ExprKind::member, name->span);
  node->text = std::string(name->text);
}
void wrap_narrow(State& state, ExprPtr& node, Cursor& mark) { wrap(state, node, ExprKind::narrow, mark->span); }
void wrap_cast(State& state, ExprPtr& node, TypeExpr& type) {
  wrap(state, node, ExprKind::cast, type.span);
  node->type_expr = std::move(type);
}

/// A dotted name and its span.
struct ArmName {
  std::string text;
  Span span;
};
void set_arm_name(State&, ArmName& node, std::string& text) { node.text = std::move(text); }
void set_arm_nil(State&, ArmName& node, Cursor&) { node.text = "nil"; }
void wrap_is(State& state, ExprPtr& node, ArmName& arm) {
  wrap(state, node, ExprKind::is, arm.span);
  node->text = std::move(arm.text);
}

/// `(args)` or `[index]` and its span.
struct Suffix {
  Arguments list;
  Span span;
  Cursor emitted = nullptr;
};
void set_list(State&, Suffix& node, Arguments& list) { node.list = std::move(list); }
void set_emitted(State&, Suffix& node, Cursor& name) { node.emitted = name; }
void set_index(State&, Suffix& node, ExprPtr& index) { node.list.values.push_back(std::move(index)); }

/// Whether an argument list may have a spread or `const` depends on the callee.
void check_arguments(State& state, const Arguments& list, bool spread, bool constant) {
  if (list.spread && !spread)
    state.sink.error(list.spread->span, "'...' spreads values only in a 'call' and a 'return'");
  if (list.constant && !constant) state.sink.error(list.constant->span, "'const' marks an operand only in an 'emit'");
  if (list.spread && list.spread_at + 1 != list.values.size())
    state.sink.error(list.spread->span, "only the last value can be spread");
}

void add_arguments(State& state, ExprPtr& node, Arguments& list) {
  for (auto& value : list.values) node->kids.push_back(std::move(value));
  node->labels = std::move(list.labels);
  node->spread = list.spread != nullptr;
  measure(state, *node);
}
void wrap_call(State& state, ExprPtr& node, Suffix& suffix) {
  check_arguments(state, suffix.list, false, false);
  wrap(state, node, ExprKind::call, suffix.span);
  add_arguments(state, node, suffix.list);
}
void wrap_index(State& state, ExprPtr& node, Suffix& suffix) {
  wrap(state, node, ExprKind::index, suffix.span);
  node->kids.push_back(std::move(suffix.list.values[0]));
  measure(state, *node);
}
void wrap_emit(State& state, ExprPtr& node, Suffix& suffix) {
  check_arguments(state, suffix.list, false, true);
  if (suffix.list.labelled)
    state.sink.error(suffix.list.labelled->span, "operands have no names in an 'emit'")
        .note("they come in the order of the op's declaration: leave out '" + std::string(suffix.list.labelled->text) +
              ":'");
  wrap(state, node, ExprKind::emit, suffix.span);
  node->text = std::string(suffix.emitted->text);
  add_arguments(state, node, suffix.list);
}

// ---- Arguments ----

void add_spread(State& state, Arguments& list, Cursor& mark) {
  if (list.spread) state.sink.error(list.spread->span, "only the last value can be spread");
  list.spread = mark;
  list.spread_at = list.values.size();
}
void add_label(State&, Arguments& list, Cursor& name) {
  if (!list.labelled) list.labelled = name;
  list.labels.resize(list.values.size() + 1);
  list.labels.back() = std::string(name->text);
}
void add_plain(State&, Arguments& list, ExprPtr& value) {
  list.values.push_back(std::move(value));
  list.labels.resize(list.values.size());
}
void add_constant(State&, Arguments& list, Cursor& word) {
  if (!list.constant) list.constant = word;
}

bool is_label(Cursor at) { return at->kind == TokenKind::word && at[1].is(":"); }

// ---- Primary expressions ----

void set_integer(State&, ExprPtr& node, Cursor& token) {
  node->int_value = token->int_value;
  node->text = token->kind == TokenKind::byte ? "byte" : token->value;
  node->flag = token->too_large;
}
/// In patterns the sign is part of the literal.
void negate(State& state, ExprPtr& node, ExprPtr& literal) {
  node = std::move(literal);
  if (node->kind == ExprKind::float_lit) node->float_value = -node->float_value;
  if (node->kind != ExprKind::int_lit) return;
  if (node->text == "byte" || (node->flag && node->int_value != std::numeric_limits<std::int64_t>::min()))
    state.sink.error(node->span, "this literal cannot be negative");
  node->int_value = static_cast<std::int64_t>(-static_cast<std::uint64_t>(node->int_value));
  node->flag = false;
}
/// -9223372036854775808 is a single literal: without its sign it would not fit an i64.
void finish_unary(State& state, ExprPtr& node, ExprPtr& operand) {
  const bool is_lowest = node->text == "-" && operand->kind == ExprKind::int_lit && operand->flag &&
                         operand->int_value == std::numeric_limits<std::int64_t>::min();
  if (is_lowest) {
    node->kind = ExprKind::int_lit;
    node->text.clear();
    node->int_value = operand->int_value;
  } else {
    add_kid(state, node, operand);
  }
}
void set_float(State&, ExprPtr& node, Cursor& token) { node->float_value = token->float_value; }
void set_bytes(State&, ExprPtr& node, Cursor& token) { node->text = token->value; }
void set_true(State&, ExprPtr& node, Cursor&) { node->int_value = 1; }

/// (a, b): only `match` accepts a tuple; parse.cpp reports any other.
void finish_parentheses(State& state, ExprPtr& node, Arguments& list) {
  if (list.values.size() == 1) {
    node = std::move(list.values[0]);
    return;
  }
  node = std::make_unique<Expr>();
  node->kind = ExprKind::array_lit;
  node->span = list.values.front()->span.to(list.values.back()->span);
  node->kids = std::move(list.values);
  measure(state, *node);
  state.tuples.emplace_back(node.get(), node->span);
}
void finish_construct(State& state, ExprPtr& node, Arguments& list) {
  check_arguments(state, list, false, false);
  add_arguments(state, node, list);
}
void finish_guest_call(State& state, ExprPtr& node, Arguments& list) {
  check_arguments(state, list, true, false);
  if (list.labelled) {
    auto& report = state.sink.error(list.labelled->span, "the arguments of 'call' have no names");
    const Expr& callee = *node->kids[0];
    const std::string label = std::string(list.labelled->text) + ":";
    if (callee.kind == ExprKind::name && callee.text[0] >= 'A' && callee.text[0] <= 'Z')
      report.note("to make an object and call it: 'call (" + callee.text + "(" + label + " ...))(...)'");
    else
      report.note("a guest takes them by position: leave out '" + label + "'");
  }
  add_arguments(state, node, list);
}
void add_elements(State& state, ExprPtr& node, Arguments& list) {
  check_arguments(state, list, false, false);
  node->kids = std::move(list.values);
}

bool is_prefix(const Token& token) { return token.is("-") || token.is("!") || token.is("~"); }
void take_type(State&, TypeExpr& node, TypeExpr& made) { node = std::move(made); }

/// Looks ahead for `Name<` or `module.Name<`, which may start a constructor of a generic type.
bool may_construct(Cursor at) {
  while (is_name(*at) && at[1].is(".") && at[2].kind == TokenKind::word) at += 2;
  return is_name(*at) && at->text[0] >= 'A' && at->text[0] <= 'Z' && at[1].is("<");
}

const x3::rule<struct chain_id, Chain> chain = "an expression";
const x3::rule<struct unary_id, ExprPtr> unary = "an expression";
const x3::rule<struct postfix_id, ExprPtr> postfix = "an expression";
const x3::rule<struct primary_id, ExprPtr> primary = "an expression";
const x3::rule<struct callee_id, ExprPtr> callee = "what is called";
const x3::rule<struct callee_start_id, ExprPtr> callee_start = "what is called";
const x3::rule<struct parentheses_id, ExprPtr> parentheses = "'('";
const x3::rule<struct listed_id, Arguments> listed = "an expression";
const x3::rule<struct call_suffix_id, Suffix> call_suffix = "'('";
const x3::rule<struct index_suffix_id, Suffix> index_suffix = "'['";
const x3::rule<struct emit_suffix_id, Suffix> emit_suffix = "emit";
const x3::rule<struct arm_name_id, ArmName> arm_name = "an arm or variant";
const x3::rule<struct constant_argument_id, ExprPtr> constant_argument = "an operand";
const x3::rule<struct construct_id, ExprPtr> construct = "a constructor";
const x3::rule<struct constructed_id, TypeExpr> constructed = "a type";
const x3::rule<struct positive_id, ExprPtr> positive = "a number";

const x3::rule<struct plain_literal_id, ExprPtr> plain_literal = "a literal";

const auto positive_def = node(ExprKind::int_lit)[TokenIf<has_kind<TokenKind::integer>>("a number")[act<set_integer>]] |
                          node(ExprKind::int_lit)[TokenIf<has_kind<TokenKind::byte>>("a byte")[act<set_integer>]] |
                          node(ExprKind::float_lit)[TokenIf<has_kind<TokenKind::floating>>("a number")[act<set_float>]];

const auto plain_literal_def = positive[act<take>] | node(ExprKind::str_lit)[string_token[act<set_bytes>]] |
                               node(ExprKind::bool_lit)[lit("true")[act<set_true>]] |
                               node(ExprKind::bool_lit)[lit("false")];
const auto literal_def = plain_literal[act<take>] | (lit("-") >> positive[act<negate>]);

const auto constant_argument_def = node(ExprKind::const_arg)[lit("const") > expression[act<add_kid>]];

const auto argument = (&lit("const")[act<add_constant>] >> constant_argument[act<add_plain>]) |
                      (lit("...")[act<add_spread>] > expression[act<add_plain>]) |
                      (Here<is_label>() >> any_word[act<add_label>] > colon > expression[act<add_plain>]) |
                      expression[act<add_plain>];
const auto arguments_def = part("the arguments")[open_paren > -(argument % comma) > -comma > close_list];

const auto listed_def = (expression[act<add_plain>] % comma) >> -comma;
const auto parentheses_def = part("the parentheses")[open_paren > listed[act<finish_parentheses>] > close_paren];

const auto array =
    part("the array")[node(ExprKind::array_lit)[open_bracket > -listed[act<add_elements>] > lit("]", "',' or ']'")]];

const auto constructed_def =
    tentative[((Here<may_construct>() >> named_type[act<take_type>]) | (&open_bracket >> type[act<take_type>])) >>
              same_line >> &open_paren];
const auto construct_def = node(ExprKind::construct)[constructed[act<set_type>] > arguments[act<finish_construct>]];

const auto member = lit(".") > any_word[act<wrap_member>];
const auto index_suffix_def = part("the index")[spanned[open_bracket > expression[act<set_index>] > close_bracket]];

const auto callee_start_def =
    node(ExprKind::self_ref)[lit("self")] | node(ExprKind::name)[name[act<set_text>]] | parentheses[act<take>];
const auto callee_def = callee_start[act<take>] >> *(member | (same_line >> index_suffix[act<wrap_index>]) |
                                                     (same_line >> lit("!")[act<wrap_narrow>]));
const auto guest_call = node(ExprKind::guest_call)[(lit("callm")[act<set_flag>] | lit("call")) > callee[act<add_kid>] >
                                                   arguments[act<finish_guest_call>]];

const auto primary_def = plain_literal[act<take>] | node(ExprKind::nil_lit)[lit("nil")] |
                         node(ExprKind::self_ref)[lit("self")] | guest_call | construct[act<take>] |
                         node(ExprKind::name)[name[act<set_text>]] | parentheses[act<take>] | array |
                         control[act<take>] | block[act<take>];

const auto call_suffix_def = spanned[arguments[act<set_list>]];
const auto emit_suffix_def =
    spanned[lit(".") >> lit("emit") >> same_line >> TokenIf<is_name>("the name of an op")[act<set_emitted>] >
            arguments[act<set_list>]];
const auto arm_name_def = spanned[lit("nil")[act<set_arm_nil>] | dotted[act<set_arm_name>]];

const auto postfix_def = primary[act<take>] >>
                         *((same_line >> call_suffix[act<wrap_call>]) | (same_line >> index_suffix[act<wrap_index>]) |
                           emit_suffix[act<wrap_emit>] | member | (same_line >> lit("as") > type[act<wrap_cast>]) |
                           (same_line >> lit("is") > arm_name[act<wrap_is>]) |
                           (same_line >> lit("!")[act<wrap_narrow>]));

const auto unary_def =
    nested[node(ExprKind::unary)[TokenIf<is_prefix>("an operator")[act<set_text>] > unary[act<finish_unary>]]] |
    postfix[act<take>];

const auto chain_def = unary[act<add_operand>] >> *(BinaryOperator()[act<add_operator>] > unary[act<add_operand>]);

const auto expression_def = nested[chain[act<resolve_chain>]];

}  // namespace

BOOST_SPIRIT_DEFINE(positive, plain_literal, literal, constant_argument, arguments, listed, parentheses, constructed,
                    construct, index_suffix, callee_start, callee, primary, call_suffix, emit_suffix, arm_name, postfix,
                    unary, chain, expression)
BOOST_SPIRIT_INSTANTIATE(decltype(literal), Cursor, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(arguments), Cursor, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(expression), Cursor, Context)

}  // namespace heddle::syntax::grammar
