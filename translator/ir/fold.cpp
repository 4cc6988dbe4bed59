#include "translator/ir/fold.h"

#include <cmath>
#include <limits>

namespace heddle::ir {

using sema::TypeKind;

std::int64_t wrapped(std::int64_t value, const Type* type) {
  if (type->kind != TypeKind::integer || type->bits == 64) return value;
  const int unused = 64 - type->bits;
  const auto up = static_cast<std::uint64_t>(value) << unused;
  return type->is_signed ? static_cast<std::int64_t>(up) >> unused : static_cast<std::int64_t>(up >> unused);
}

namespace {

bool less(std::int64_t a, std::int64_t b, const Type* type) {
  return type->is_signed ? a < b : static_cast<std::uint64_t>(a) < static_cast<std::uint64_t>(b);
}

bool divide(Op op, std::int64_t a, std::int64_t b, const Type* type, std::int64_t& out) {
  if (b == 0) return false;
  if (!type->is_signed) {
    const auto x = static_cast<std::uint64_t>(a), y = static_cast<std::uint64_t>(b);
    out = static_cast<std::int64_t>(op == Op::div ? x / y : x % y);
  } else if (b == -1) {
    out = op == Op::div ? static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(a)) : 0;
  } else {
    out = op == Op::div ? a / b : a % b;
  }
  return true;
}

std::int64_t shift(Op op, std::int64_t a, std::int64_t by, const Type* type) {
  if (by < 0 || by >= type->bits) return 0;
  if (op == Op::shl) return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) << by);
  return type->is_signed ? a >> by : static_cast<std::int64_t>(static_cast<std::uint64_t>(a) >> by);
}

/// False: not an operation on two integers, or one that faults.
bool of_integers(Op op, std::int64_t a, std::int64_t b, const Type* type, std::int64_t& out) {
  const auto x = static_cast<std::uint64_t>(a), y = static_cast<std::uint64_t>(b);
  switch (op) {
    case Op::add:
      out = static_cast<std::int64_t>(x + y);
      return true;
    case Op::sub:
      out = static_cast<std::int64_t>(x - y);
      return true;
    case Op::mul:
      out = static_cast<std::int64_t>(x * y);
      return true;
    case Op::band:
      out = a & b;
      return true;
    case Op::bor:
      out = a | b;
      return true;
    case Op::bxor:
      out = a ^ b;
      return true;
    case Op::shl:
    case Op::shr:
      out = shift(op, a, b, type);
      return true;
    case Op::div:
    case Op::rem:
      return divide(op, a, b, type, out);
    case Op::eq:
      out = a == b;
      return true;
    case Op::ne:
      out = a != b;
      return true;
    case Op::lt:
      out = less(a, b, type);
      return true;
    case Op::le:
      out = !less(b, a, type);
      return true;
    case Op::gt:
      out = less(b, a, type);
      return true;
    case Op::ge:
      out = !less(a, b, type);
      return true;
    default:
      return false;
  }
}

bool of_floats(Op op, double a, double b, double& out, bool& truth) {
  switch (op) {
    case Op::add:
      out = a + b;
      return true;
    case Op::sub:
      out = a - b;
      return true;
    case Op::mul:
      out = a * b;
      return true;
    case Op::div:
      out = a / b;
      return true;
    case Op::eq:
      truth = a == b;
      return true;
    case Op::ne:
      truth = a != b;
      return true;
    case Op::lt:
      truth = a < b;
      return true;
    case Op::le:
      truth = a <= b;
      return true;
    case Op::gt:
      truth = a > b;
      return true;
    case Op::ge:
      truth = a >= b;
      return true;
    default:
      return false;
  }
}

bool is_comparison(Op op) { return op >= Op::eq && op <= Op::ge; }

void become(Instr& instr, Op op) {
  instr.op = op;
  instr.args.clear();
}

void become_integer(Instr& instr, std::int64_t value, const Type* type) {
  become(instr, type->kind == TypeKind::boolean ? Op::const_bool : Op::const_int);
  instr.imm = wrapped(value, type);
}

void become_float(Instr& instr, double value) {
  become(instr, Op::const_float);
  instr.number = value;
}

bool fold_convert(Instr& instr, const Instr& from, const Type* source, const Type* to) {
  if (to->kind == TypeKind::integer && from.op == Op::const_float) {
    if (std::isnan(from.number) || from.number < -9e18 || from.number > 9e18 || to->bits != 64) return false;
    become_integer(instr, static_cast<std::int64_t>(from.number), to);
    return true;
  }
  if (from.op != Op::const_int && from.op != Op::const_bool) return false;
  if (to->kind == TypeKind::float64) {
    const bool high = source->kind == TypeKind::integer && !source->is_signed;
    become_float(instr,
                 high ? static_cast<double>(static_cast<std::uint64_t>(from.imm)) : static_cast<double>(from.imm));
    return true;
  }
  if (to->kind != TypeKind::integer) return false;
  become_integer(instr, from.imm, to);
  return true;
}

bool fold_unary(Instr& instr, const Instr& a, const Type* source, const Type* to) {
  switch (instr.op) {
    case Op::convert:
      return fold_convert(instr, a, source, to);
    case Op::neg:
      if (a.op == Op::const_float)
        become_float(instr, -a.number);
      else if (a.op == Op::const_int)
        become_integer(instr, static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(a.imm)), to);
      else
        return false;
      return true;
    case Op::bnot:
      if (a.op != Op::const_int) return false;
      become_integer(instr, ~a.imm, to);
      return true;
    case Op::not_:
      if (a.op != Op::const_bool) return false;
      become_integer(instr, !a.imm, to);
      return true;
    case Op::move:
      if (a.op == Op::const_native || a.op == Op::const_table) return false;
      instr.imm = a.imm, instr.number = a.number, instr.text = a.text;
      become(instr, a.op);
      return true;
    default:
      return false;
  }
}

bool fold_binary(Instr& instr, const Instr& a, const Instr& b, const Type* source, const Type* to) {
  if (a.op == Op::const_str && b.op == Op::const_str && instr.op == Op::call_intrinsic && instr.text == "str_concat") {
    instr.text = a.text + b.text;
    become(instr, Op::const_str);
    return true;
  }
  if (a.op == Op::const_float && b.op == Op::const_float) {
    double number = 0;
    bool truth = false;
    if (!of_floats(instr.op, a.number, b.number, number, truth)) return false;
    if (is_comparison(instr.op))
      become_integer(instr, truth, to);
    else
      become_float(instr, number);
    return true;
  }
  const bool integers = (a.op == Op::const_int || a.op == Op::const_bool) && a.op == b.op;
  std::int64_t result = 0;
  if (!integers || !of_integers(instr.op, a.imm, b.imm, source, result)) return false;
  become_integer(instr, result, to);
  return true;
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
