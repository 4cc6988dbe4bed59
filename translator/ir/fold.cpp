#include "translator/ir/fold.h"

#include <bit>

#include "translator/ir/arithmetic.h"

namespace heddle::ir {

std::int64_t wrapped(std::int64_t value, const Type* type) {
  NumberType to{};
  if (type->kind != sema::TypeKind::integer || !number_type(type, to)) return value;
  return static_cast<std::int64_t>(convert(NumberType::i64, to, static_cast<std::uint64_t>(value)));
}

namespace {

/// Stores a constant as 64 bits.
bool number_of(const Instr& constant, std::uint64_t& out) {
  if (constant.op == Op::const_float)
    out = std::bit_cast<std::uint64_t>(constant.number);
  else
    out = static_cast<std::uint64_t>(constant.imm);
  return constant.op == Op::const_float || constant.op == Op::const_int || constant.op == Op::const_bool;
}

void become(Instr& instr, Op op) {
  instr.op = op;
  instr.args.clear();
}

/// Returns false if `type` is not a number type.
bool become_number(Instr& instr, std::uint64_t number, const Type* type) {
  NumberType kind{};
  if (!number_type(type, kind)) return false;
  become(instr, kind == NumberType::f64       ? Op::const_float
                : kind == NumberType::boolean ? Op::const_bool
                                              : Op::const_int);
  if (kind == NumberType::f64)
    instr.number = std::bit_cast<double>(number);
  else
    instr.imm = static_cast<std::int64_t>(number);
  return true;
}

bool fold_move(Instr& instr, const Instr& a) {
  if (a.op == Op::const_native || a.op == Op::const_table) return false;
  instr.imm = a.imm, instr.number = a.number, instr.text = a.text;
  become(instr, a.op);
  return true;
}

bool fold_unary(Instr& instr, const Instr& a, const Type* source, const Type* to) {
  if (instr.op == Op::move) return fold_move(instr, a);
  std::uint64_t number = 0, result = 0;
  NumberType from{}, into{};
  if (!number_of(a, number) || !number_type(source, from) || !number_type(to, into)) return false;
  if (instr.op == Op::convert)
    result = convert(from, into, number);
  else if (!compute(instr.op, from, number, result))
    return false;
  return become_number(instr, result, to);
}

bool fold_binary(Instr& instr, const Instr& a, const Instr& b, const Type* source, const Type* to) {
  if (a.op == Op::const_str && b.op == Op::const_str && instr.op == Op::str_concat) {
    instr.text = a.text + b.text;
    become(instr, Op::const_str);
    return true;
  }
  std::uint64_t x = 0, y = 0, result = 0;
  NumberType type{};
  if (!number_of(a, x) || !number_of(b, y) || !number_type(source, type)) return false;
  return compute(instr.op, type, x, y, result) && become_number(instr, result, to);
}

}  // namespace

bool fold(Instr& instr, const std::vector<const Instr*>& known, const Function& f) {
  if (instr.dst == no_reg || instr.args.empty() || instr.args.size() > 2) return false;
  for (Reg reg : instr.args)
    if (reg == no_reg || !known[static_cast<std::size_t>(reg)]) return false;
  const auto& a = *known[static_cast<std::size_t>(instr.args[0])];
  const Type* source = f.regs[static_cast<std::size_t>(instr.args[0])];
  const Type* to = f.regs[static_cast<std::size_t>(instr.dst)];
  if (instr.args.size() == 1) return fold_unary(instr, a, source, to);
  return fold_binary(instr, a, *known[static_cast<std::size_t>(instr.args[1])], source, to);
}

}  // namespace heddle::ir
