#include "translator/backend/emulator/numbers.h"

#include "translator/ir/arithmetic.h"

namespace heddle::emulator {

using hd::Value;
using ir::NumberType;
using ir::Op;

namespace {

// Memory begins with the kinds of NumberType, in the same order.
static_assert(static_cast<int>(Memory::boolean) == static_cast<int>(NumberType::boolean) &&
              static_cast<int>(Memory::u8) == static_cast<int>(NumberType::u8) &&
              static_cast<int>(Memory::f64) == static_cast<int>(NumberType::f64));

NumberType number(Memory kind) { return static_cast<NumberType>(kind); }

Value slot(Memory kind, std::uint64_t bits) {
  return {kind == Memory::f64 ? hd::tag_float : kind == Memory::boolean ? hd::tag_bool : hd::tag_int, bits};
}

}  // namespace

Fault arithmetic(Op op, Memory kind, Value a, Value b, Value& out) {
  std::uint64_t bits = 0;
  if (!ir::compute(op, number(kind), a.bits, b.bits, bits)) return "division by zero";
  out = slot(kind, bits);
  return nullptr;
}

Value negate(Op op, Memory kind, Value a) {
  std::uint64_t bits = 0;
  ir::compute(op, number(kind), a.bits, bits);
  return slot(kind, bits);
}

bool overflows(Op op, Memory kind, Value a, Value b) {
  std::uint64_t bits = 0;
  ir::compute(op, number(kind), a.bits, b.bits, bits);
  return bits != 0;
}

Value convert(Memory from, Memory to, Value v) { return slot(to, ir::convert(number(from), number(to), v.bits)); }

bool compare(Op op, Memory kind, Value a, Value b) {
  if (kind == Memory::reference) return (a.tag == b.tag && a.bits == b.bits) == (op == Op::eq);
  std::uint64_t bits = 0;
  ir::compute(op, number(kind), a.bits, b.bits, bits);
  return bits != 0;
}

}  // namespace heddle::emulator
