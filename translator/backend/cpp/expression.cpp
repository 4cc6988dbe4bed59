// Instructions that are expressions.
#include <fmt/format.h>

#include "translator/backend/cpp/function.h"
#include "translator/ir/instruction.h"

namespace heddle::cpp {

using fmt::format;
using sema::TypeKind;
using syntax::OperandMode;

std::string FunctionWriter::r(Reg reg) {
  if (const Instr* instr = inlined_[static_cast<std::size_t>(reg)]) {
    const std::string expression = value(*instr);
    return ir::is_constant(instr->op) || instr->op == Op::record_make ? expression : "(" + expression + ")";
  }
  named_.insert(reg);
  return variables_[static_cast<std::size_t>(reg)];
}

std::string FunctionWriter::bare(Reg reg) {
  const Instr* instr = inlined_[static_cast<std::size_t>(reg)];
  return instr ? value(*instr) : r(reg);
}

std::string FunctionWriter::list(const Instr& i, std::size_t from) {
  std::string text;
  for (std::size_t k = from; k < i.args.size(); ++k) text += ", " + bare(i.args[k]);
  return text;
}

namespace {

std::string integer(std::int64_t n, const ir::Type* type) {
  if (type->kind == TypeKind::integer && !type->is_signed) return format("{}u", static_cast<std::uint64_t>(n));
  if (n == INT64_MIN) return "INT64_MIN";
  return n < 0 ? format("({})", n) : std::to_string(n);
}

/// A read from memory: a Value is two words, which another context may be writing.
std::string loaded(const ir::Type* type, const std::string& place, bool is_hint = false) {
  if (is_hint) return format("hd_load_hint({})", place);
  return type->kind == TypeKind::value ? format("hd::load({})", place) : place;
}

std::string field_name(const ir::Type* holder, std::int64_t field) {
  if (holder->kind == TypeKind::optional || holder->kind == TypeKind::array) holder = holder->element;
  return "f_" + plain(holder->fields[static_cast<std::size_t>(field)].name);
}

}  // namespace

/// The element given by the first two operands.
std::string FunctionWriter::element(const Instr& i) {
  return format("{}->items<{}>()[{}]", a(i, 0), type_name(type(i.args[0])->element), bare(i.args[1]));
}

std::string FunctionWriter::value(const Instr& i) {
  switch (i.op) {
    case Op::const_int:
      return integer(i.imm, type(i.dst));
    case Op::const_float: {
      std::uint64_t bits;
      __builtin_memcpy(&bits, &i.number, 8);
      return format("hd_f64(0x{:016x}ull)", bits);
    }
    case Op::const_bool:
      return i.imm ? "true" : "false";
    case Op::const_str:
      return text(i);
    case Op::const_null:
      return format("({})nullptr", type_name(type(i.dst)));
    case Op::const_nil:
      return "Value::nil()";
    case Op::const_native:
      return format("hd::native_object(cx, native_{})", m_.names.of(m_.program.function(i.callee)));
    case Op::const_table:
      return format("hd_tables[{}]", m_.names.table(i.imm));
    case Op::move:
      return bare(i.args[0]);
    case Op::cast_ref:
      return format("({})({})", type_name(type(i.dst)), a(i, 0));
    case Op::box:
      return boxed(type(i.args[0]), bare(i.args[0]));
    case Op::unbox:
      return unboxed(type(i.dst), a(i, 0));
    case Op::test_arm:
      return arm_test(m_.program.types->value()->arms[static_cast<std::size_t>(i.imm)].type, a(i, 0));
    case Op::test_class:
      return format("hd_is_class({}, {})", bare(i.args[0]), class_id(i.type->class_id));
    case Op::get_field:
      return loaded(type(i.dst), format("{}->{}", a(i, 0), field_name(type(i.args[0]), i.imm)), is_hint(i));
    case Op::record_make: {
      std::string values = list(i);
      if (!values.empty()) values.erase(0, 2);
      return format("{}{{{}}}", struct_name(type(i.dst)), values);
    }
    case Op::record_get:
      return format("{}.{}", a(i, 0), field_name(type(i.args[0]), i.imm));
    case Op::root_get:
      return decoded(type(i.dst), format("hd::get_root(cx, {})", m_.names.root(i.imm)));
    case Op::array_len:
      return a(i, 0) + "->length";
    case Op::str_len:
      return format("i64({}->length)", a(i, 0));
    case Op::hash_of:
      return hash(i);
    case Op::str_get:
      return format("u8({}->data()[{}])", a(i, 0), a(i, 1));
    case Op::array_get:
      return loaded(type(i.dst), element(i));
    case Op::array_get_field:
      return loaded(type(i.dst), format("{}.{}", element(i), field_name(type(i.args[0]), i.imm)));
    case Op::checked_cast:
      return format("({})({})", type_name(type(i.dst)), a(i, 0));
    case Op::narrow:
      return a(i, 0);
    case Op::enum_from:
      return format("i32({})", a(i, 0));
    case Op::catch_value:
      return "cx->error";
    case Op::args_len:
      return format("hd_args_len(cx, {})", a(i, 0));
    case Op::args_get:
      return format("hd_args_get(cx, {}, {})", a(i, 0), a(i, 1));
    case Op::args_from:
      return format("hd_args_from(cx, {}, {})", bare(i.args[0]), bare(i.args[1]));
    case Op::window_get:
      return format("hd::load(base[{} + {}])", operand_index(i), a(i, 0));
    case Op::operand_get:
      return operand(i);
    case Op::not_:
    case Op::eq:
    case Op::ne:
    case Op::lt:
    case Op::le:
    case Op::gt:
    case Op::ge:
      return compare(i);
    default:
      return i.op >= Op::add && i.op <= Op::f64_from_bits ? number(i) : "";
  }
}

std::string FunctionWriter::number(const Instr& i) {
  const ir::Type* t = type(i.dst);
  const std::string c = type_name(t);
  const bool is_float = t->kind == TypeKind::float64;
  switch (i.op) {
    case Op::convert:
      return format("hd_convert<{}>({})", c, bare(i.args[0]));
    case Op::f64_bits:
    case Op::f64_from_bits:
      return format("__builtin_bit_cast({}, {})", c, bare(i.args[0]));
    case Op::neg:
      return is_float ? "-" + a(i, 0) : format("hd_sub<{}>(0, {})", c, bare(i.args[0]));
    case Op::bnot:
      return format("{}(~{})", c, a(i, 0));
    case Op::add_overflows:
    case Op::sub_overflows:
    case Op::mul_overflows:
      return format("hd_{}<{}>({}, {})", ir::about(i.op).name, type_name(type(i.args[0])), bare(i.args[0]),
                    bare(i.args[1]));
    default:
      break;
  }
  static const std::map<Op, std::pair<const char*, const char*>> names = {
      {Op::add, {"+", "hd_add"}}, {Op::sub, {"-", "hd_sub"}}, {Op::mul, {"*", "hd_mul"}}, {Op::div, {"/", "hd_div"}},
      {Op::rem, {"%", "hd_rem"}}, {Op::band, {"&", ""}},      {Op::bor, {"|", ""}},       {Op::bxor, {"^", ""}},
      {Op::shl, {"", "hd_shl"}},  {Op::shr, {"", "hd_shr"}}};
  const auto& [symbol, function] = names.at(i.op);
  if (is_float && i.op != Op::rem) return format("{} {} {}", a(i, 0), symbol, a(i, 1));
  if (!*function) return format("{}({} {} {})", c, a(i, 0), symbol, a(i, 1));
  return format("{}<{}>({}, {})", function, c, bare(i.args[0]), bare(i.args[1]));
}

std::string FunctionWriter::hash(const Instr& i) {
  const TypeKind kind = type(i.args[0])->kind;
  const char* of = kind == TypeKind::str ? "str" : kind == TypeKind::value ? "value" : "int";
  return format("hd::hash_{}(cx, {})", of, bare(i.args[0]));
}

std::string FunctionWriter::compare(const Instr& i) {
  if (i.op == Op::not_) return "!" + a(i, 0);
  const ir::Type* t = type(i.args[0]);
  static const std::map<Op, const char*> symbols = {{Op::eq, "=="}, {Op::ne, "!="}, {Op::lt, "<"},
                                                    {Op::le, "<="}, {Op::gt, ">"},  {Op::ge, ">="}};
  const char* symbol = symbols.at(i.op);
  const auto is_null = [&](Reg reg) {
    const Instr* constant = inlined_[static_cast<std::size_t>(reg)];
    return constant && constant->op == Op::const_null;
  };
  if (is_null(i.args[1])) return format("{} {} nullptr", a(i, 0), symbol);
  const char* negated = i.op == Op::ne ? "!" : "";
  const bool is_text = t->kind == TypeKind::str || (t->kind == TypeKind::optional && t->element->kind == TypeKind::str);
  if (t->kind == TypeKind::value)
    return format("{}hd::value_equal(cx, {}, {})", negated, bare(i.args[0]), bare(i.args[1]));
  if (is_text && (i.op == Op::eq || i.op == Op::ne))
    return format("{}hd_str_equal(cx, {}, {})", negated, bare(i.args[0]), bare(i.args[1]));
  if (is_text) return format("hd::str_compare(cx, {}, {}) {} 0", a(i, 0), a(i, 1), symbol);
  return format("{} {} {}", a(i, 0), symbol, a(i, 1));
}

std::string FunctionWriter::arm_test(const ir::Type* payload, const std::string& v) const {
  if (!payload || payload->kind == TypeKind::nil) return v + ".tag == hd::tag_nil";
  switch (payload->kind) {
    case TypeKind::boolean:
      return v + ".tag == hd::tag_bool";
    case TypeKind::integer:
      return v + ".tag == hd::tag_int";
    case TypeKind::float64:
      return v + ".tag == hd::tag_float";
    default:
      break;
  }
  if (payload->sharing == sema::Sharing::owned)
    return format("hd_is_owned_class(cx, {}, {})", v, class_id(payload->class_id));
  return format("{}.is_class({})", v, class_id(payload->class_id));
}

std::string FunctionWriter::operand_index(std::int64_t operand) const {
  return format("hd_u16(pc, {})", encoding_.operands[static_cast<std::size_t>(operand)].byte);
}

std::string FunctionWriter::operand(const Instr& i) {
  const auto at = static_cast<std::size_t>(i.imm);
  const auto place = encoding_.operands[at];
  switch (f_.operands[at].mode) {
    case OperandMode::imm:
      return format("hd_i16(pc, {})", place.byte);
    case OperandMode::imm32:
      return format("hd_i32(pc, {})", place.byte);
    case OperandMode::constant:
      return unboxed(type(i.dst), format("HD_CONST({})", place.byte));
    case OperandMode::in_reg_or_const:
      return format("HD_REG_OR_CONST({}, {})", place.variant_bit, place.byte);
    default:
      return format("HD_REG({})", place.byte);
  }
}

}  // namespace heddle::cpp
