// Declarations: constants, types, functions, ops, builtins, tests.
#include "translator/syntax/grammar.h"

namespace heddle::syntax::grammar {
namespace {

/// Creates the declaration and sets its documentation and span.
template <typename Subject>
struct DeclarationDirective : Directive<Subject, DeclarationDirective<Subject>> {
  DeclKind kind;
  constexpr DeclarationDirective(const Subject& subject, DeclKind kind)
      : Directive<Subject, DeclarationDirective<Subject>>(subject), kind(kind) {}

  template <typename C, typename A>
  bool parse(Cursor& first, Cursor const& last, const C& context, DeclPtr& value, A&) const {
    const Cursor start = first;
    value = std::make_unique<Decl>();
    value->kind = kind;
    value->doc = start->doc;
    if (!this->subject.parse(first, last, context, value, x3::unused)) return false;
    value->span = start->span.to(first[-1].span);
    return true;
  }
};
constexpr DirectiveGen<DeclarationDirective, DeclKind> decl(DeclKind kind) { return {{kind}}; }

// ---- Actions on declarations ----

void set_name(State&, DeclPtr& node, Cursor& token) {
  node->name = std::string(token->text);
  node->name_span = token->span;
}
void add_to_name(State&, DeclPtr& node, Cursor& token) {
  node->name += "." + std::string(token->text);
  node->name_span = node->name_span.to(token->span);
}
void set_title(State&, DeclPtr& node, Cursor& token) {
  node->shown_name = token->value;
  node->name_span = token->span;
}
void set_shown_name(State&, DeclPtr& node, Cursor& token) { node->shown_name = token->value; }
void set_default_shown_name(State& state, DeclPtr& node, Cursor& token) {
  set_name(state, node, token);
  node->shown_name = node->name;
}
void set_decl_type(State&, DeclPtr& node, TypeExpr& type) { node->type_expr = std::move(type); }
void set_result(State&, DeclPtr& node, TypeExpr& type) { node->result = std::move(type); }
void set_body(State&, DeclPtr& node, ExprPtr& body) { node->body = std::move(body); }
void add_type_param(State&, DeclPtr& node, Cursor& token) { node->type_params.emplace_back(token->text); }
void add_param(State&, DeclPtr& node, Param& param) { node->params.push_back(std::move(param)); }
void add_operand(State&, DeclPtr& node, Operand& operand) { node->operands.push_back(std::move(operand)); }
void add_variant(State&, DeclPtr& node, Variant& variant) { node->variants.push_back(std::move(variant)); }
void add_method(State&, DeclPtr& node, DeclPtr& method) { node->methods.push_back(std::move(method)); }
void add_without(State&, DeclPtr& node, Cursor& token) {
  node->without.emplace_back(token->text);
  node->without_spans.push_back(token->span);
}
void add_effect(State&, DeclPtr& node, Cursor& token) { node->effects.emplace_back(token->text); }
void take_declaration(State&, DeclPtr& node, DeclPtr& made) { node = std::move(made); }

void add_field(State&, DeclPtr& node, Field& field) { node->fields.push_back(std::move(field)); }
void add_record_field(State& state, DeclPtr& node, Field& field) {
  if (field.kind == FieldKind::part) state.sink.error(field.span, "a record has no parts");
  if (field.kind == FieldKind::hint) state.sink.error(field.span, "a record has no hints");
  field.kind = FieldKind::var;
  node->fields.push_back(std::move(field));
}
void set_sharing(State&, DeclPtr& node, Cursor& token) {
  node->sharing = token->is("shared") ? Sharing::shared : token->is("owned") ? Sharing::owned : Sharing::local;
}
void set_union_sharing(State& state, DeclPtr& node, Cursor& token) {
  set_sharing(state, node, token);
  if (token->is("owned")) state.sink.error(token->span, "a union is 'local' or 'shared'");
}

// ---- Actions on their parts ----

template <typename T>
void set_part_name(State&, T& node, Cursor& token) {
  node.name = std::string(token->text);
}
template <typename T>
void set_part_type(State&, T& node, TypeExpr& type) {
  node.type_expr = std::move(type);
}
template <FieldKind kind>
void set_field_kind(State&, Field& node, Cursor&) {
  node.kind = kind;
}
void set_initial(State&, Field& node, ExprPtr& value) { node.initial = std::move(value); }
void add_variant_field(State&, Variant& node, Field& field) {
  field.kind = FieldKind::var;
  node.fields.push_back(std::move(field));
}
template <OperandMode mode>
void set_mode(State&, Operand& node, Cursor&) {
  node.mode = mode;
}

bool is_part_keyword(Cursor at) { return at->is("part") && is_name(at[1]); }
bool is_hint_keyword(Cursor at) { return at->is("hint") && is_name(at[1]); }
bool is_method(Cursor at) { return at->is("fn"); }
bool is_sharing(const Token& token) { return token.is("shared") || token.is("owned") || token.is("local"); }
bool is_type_start(Cursor at) { return is_sharing(*at) && at[1].is("type"); }
bool is_union_start(Cursor at) { return is_sharing(*at) && at[1].is("union"); }
bool is_bare_type(Cursor at) {
  return (at->is("type") || at->is("union") || is_sharing(*at)) && !is_type_start(at) && !is_union_start(at);
}

const x3::rule<struct param_id, Param> param = "a parameter";
const x3::rule<struct field_id, Field> field = "a field";
const x3::rule<struct variant_field_id, Field> variant_field = "a field";
const x3::rule<struct operand_id, Operand> operand = "an operand";
const x3::rule<struct enum_constant_id, Variant> enum_constant = "a name";
const x3::rule<struct union_variant_id, Variant> union_variant = "a variant";
const x3::rule<struct value_arm_id, Variant> value_arm = "an arm";
const x3::rule<struct function_id, DeclPtr> function = "a function";

// ---- Parts ----

const auto param_def = spanned[name[act<set_part_name<Param>>] > colon > type[act<set_part_type<Param>>]];
const auto params = part("the parameters")[open_paren > -(param[act<add_param>] % comma) > -comma > close_list];
const auto result = -(lit("->") > type[act<set_result>]);

const auto field_def =
    part("the field")[spanned[-(lit("var")[act<set_field_kind<FieldKind::var>>] |
                                lit("let")[act<set_field_kind<FieldKind::let>>] |
                                (Here<is_part_keyword>() >> any_word[act<set_field_kind<FieldKind::part>>]) |
                                (Here<is_hint_keyword>() >> any_word[act<set_field_kind<FieldKind::hint>>])) >>
                              name[act<set_part_name<Field>>] > colon > type[act<set_part_type<Field>>] >
                              -(equals > expression[act<set_initial>])]];
const auto variant_field_def = spanned[name[act<set_part_name<Field>>] > colon > type[act<set_part_type<Field>>]];

const auto enum_constant_def = spanned[name[act<set_part_name<Variant>>]];
const auto union_variant_def =
    spanned[name[act<set_part_name<Variant>>] >
            -(part("the variant's fields")[open_paren > -(variant_field[act<add_variant_field>] % comma) > -comma >
                                           close_list])];
const auto value_arm_def = spanned[lit("nil")[act<set_part_name<Variant>>] |
                                   name[act<set_part_name<Variant>>] > -(colon > type[act<set_part_type<Variant>>])];

const auto reg = lit("reg");
const x3::rule<struct operand_mode_id, Operand> operand_mode =
    "an operand's kind (in, out, inout reg, const T, imm, imm32, regs, label)";
const auto operand_mode_def =
    (lit("in") > reg[act<set_mode<OperandMode::in_reg>>] >
     -(lit("|") > lit("const")[act<set_mode<OperandMode::in_reg_or_const>>])) |
    (lit("out")[act<set_mode<OperandMode::out_reg>>] > reg) |
    (lit("inout")[act<set_mode<OperandMode::inout_reg>>] > reg) |
    (lit("const")[act<set_mode<OperandMode::constant>>] > type[act<set_part_type<Operand>>]) |
    lit("imm")[act<set_mode<OperandMode::imm>>] | lit("imm32")[act<set_mode<OperandMode::imm32>>] |
    lit("regs")[act<set_mode<OperandMode::regs>>] | lit("label")[act<set_mode<OperandMode::label>>];
void take_mode(State&, Operand& node, Operand& mode) {
  node.mode = mode.mode;
  node.type_expr = std::move(mode.type_expr);
}
const auto operand_def = spanned[name[act<set_part_name<Operand>>] > colon > operand_mode[act<take_mode>]];
const auto operands = part("the operands")[open_paren > -(operand[act<add_operand>] % comma) > -comma > close_list];

// ---- Declarations ----

const auto decl_name = name[act<set_name>];
const auto decl_body = block[act<set_body>];

const auto constant =
    part("the constant")[decl(DeclKind::constant)[lit("const") > decl_name > -(colon > type[act<set_decl_type>]) >
                                                  equals > expression[act<set_body>]]];

const auto root = part("the root")[decl(DeclKind::root)[lit("root") > decl_name > colon > type[act<set_decl_type>]]];

const auto enumeration =
    part("the enum")[decl(DeclKind::enum_)[lit("enum") > decl_name > open_brace >
                                           *(more_of_block >> recover[x3::eps > enum_constant[act<add_variant>] >
                                                                      member_end]) > close_brace]];

const auto record = part("the record")[decl(
    DeclKind::record)[lit("record") > decl_name > open_brace >
                      *(more_of_block >> recover[x3::eps > field[act<add_record_field>] > member_end]) > close_brace]];

const auto type_params = -(lit("<") > (name[act<add_type_param>] % comma) > lit(">", "',' or '>'"));
// A method may follow a field on the same line.
const auto object_member = function[act<add_method>] | field[act<add_field>];
const auto object = part("the type")[decl(
    DeclKind::object)[Here<is_type_start>() >> any_word[act<set_sharing>] >> any_word > decl_name > type_params >
                      open_brace > *(lit(";") | (more_of_block >> recover[x3::eps > object_member >
                                                                          (Here<is_method>("fn") | member_end)])) >
                      close_brace]];

const auto union_type = part("the union")[decl(
    DeclKind::union_)[Here<is_union_start>() >> any_word[act<set_union_sharing>] >> any_word > decl_name > open_brace >
                      *(more_of_block >> recover[x3::eps > union_variant[act<add_variant>] > member_end]) >
                      close_brace]];

const auto value = part("the value type")[decl(
    DeclKind::value)[lit("value") > decl_name > equals > -lit("|") > (value_arm[act<add_variant>] % lit("|"))]];

const auto without = -(lit("without") > (any_word[act<add_without>] % comma));
const auto function_def =
    part("the function")[decl(DeclKind::function)[lit("fn") > decl_name > params > result > without > decl_body]];

const auto op = part("the op")[decl(DeclKind::op)[lit("op") > decl_name > operands > decl_body]];

const auto builtin =
    part("the builtin")[decl(DeclKind::builtin)[lit("builtin") > name[act<set_default_shown_name>] >
                                                -string_token[act<set_shown_name>] > params > result > decl_body]];

const auto test = part("the test")[decl(DeclKind::test)[lit("test") > string_token[act<set_title>] > decl_body]];

/// Members of the machine's types have a dotted name (runtime/abi/machine.heddle).
const auto machine_name = decl_name > *(lit(".") > name[act<add_to_name>]);
const auto intrinsic =
    part("the intrinsic")[decl(DeclKind::intrinsic)[lit("intrinsic") > lit("fn") > machine_name > params > result >
                                                    *(same_line >> name[act<add_effect>])]];

const auto bare_type = Here<is_bare_type>() >> ((TokenIf<is_sharing>("shared") > lit("type", "'type' or 'union'")) |
                                                x3::expect[TokenIf<is_sharing>("'shared', 'owned' or 'local'")]);

const auto declaration_def = constant | root | enumeration | record | object | union_type | value |
                             function[act<take_declaration>] | op | builtin | test | intrinsic | bare_type;

}  // namespace

BOOST_SPIRIT_DEFINE(param, field, variant_field, operand, enum_constant, union_variant, value_arm, operand_mode,
                    function, declaration)
BOOST_SPIRIT_INSTANTIATE(decltype(declaration), Cursor, Context)

}  // namespace heddle::syntax::grammar
