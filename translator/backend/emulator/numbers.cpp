#include "translator/backend/emulator/numbers.h"

#include <cmath>
#include <limits>

namespace heddle::emulator {

using hd::Value;
using ir::Op;

namespace {

bool is_signed(Memory kind) { return kind >= Memory::i8 && kind <= Memory::i64; }

int bits_of(Memory kind) {
  switch (kind) {
    case Memory::i8:
    case Memory::u8:
      return 8;
    case Memory::i16:
    case Memory::u16:
      return 16;
    case Memory::i32:
    case Memory::u32:
      return 32;
    default:
      return 64;
  }
}

/// The low bits of `bits`, extended as the kind says.
std::uint64_t wrap(Memory kind, std::uint64_t bits) {
  switch (kind) {
    case Memory::i8:
      return static_cast<std::uint64_t>(static_cast<std::int8_t>(bits));
    case Memory::i16:
      return static_cast<std::uint64_t>(static_cast<std::int16_t>(bits));
    case Memory::i32:
      return static_cast<std::uint64_t>(static_cast<std::int32_t>(bits));
    case Memory::u8:
      return static_cast<std::uint8_t>(bits);
    case Memory::u16:
      return static_cast<std::uint16_t>(bits);
    case Memory::u32:
      return static_cast<std::uint32_t>(bits);
    default:
      return bits;
  }
}

Fault floats(Op op, double a, double b, Value& out) {
  switch (op) {
    case Op::add:
      out = Value::number(a + b);
      return nullptr;
    case Op::sub:
      out = Value::number(a - b);
      return nullptr;
    case Op::mul:
      out = Value::number(a * b);
      return nullptr;
    case Op::div:
      out = Value::number(a / b);
      return nullptr;
    default:
      out = Value::number(std::fmod(a, b));
      return nullptr;
  }
}

std::uint64_t divide(Op op, Memory kind, std::uint64_t a, std::uint64_t b) {
  if (!is_signed(kind)) return op == Op::div ? a / b : a % b;
  const auto x = static_cast<std::int64_t>(a), y = static_cast<std::int64_t>(b);
  if (y == -1) return op == Op::div ? 0 - a : 0;
  return static_cast<std::uint64_t>(op == Op::div ? x / y : x % y);
}

std::uint64_t shift(Op op, Memory kind, std::uint64_t a, std::uint64_t count) {
  if (count >= static_cast<std::uint64_t>(bits_of(kind))) return 0;
  if (op == Op::shl) return a << count;
  return is_signed(kind) ? static_cast<std::uint64_t>(static_cast<std::int64_t>(a) >> count) : a >> count;
}

template <class T>
bool ordered(Op op, T a, T b) {
  switch (op) {
    case Op::eq:
      return a == b;
    case Op::ne:
      return a != b;
    case Op::lt:
      return a < b;
    case Op::le:
      return a <= b;
    case Op::gt:
      return a > b;
    default:
      return a >= b;
  }
}

std::uint64_t saturate(Memory to, double d) {
  if (std::isnan(d)) return 0;
  const int bits = bits_of(to);
  if (is_signed(to)) {
    const double limit = std::ldexp(1.0, bits - 1);
    if (d >= limit) return (std::uint64_t{1} << (bits - 1)) - 1;
    if (d < -limit) return wrap(to, std::uint64_t{1} << (bits - 1));
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(d));
  }
  if (d <= 0) return 0;
  if (d >= std::ldexp(1.0, bits)) return bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  return static_cast<std::uint64_t>(d);
}

}  // namespace

Fault arithmetic(Op op, Memory kind, Value a, Value b, Value& out) {
  if (kind == Memory::f64) return floats(op, a.as_float(), b.as_float(), out);
  std::uint64_t bits = 0;
  switch (op) {
    case Op::add:
      bits = a.bits + b.bits;
      break;
    case Op::sub:
      bits = a.bits - b.bits;
      break;
    case Op::mul:
      bits = a.bits * b.bits;
      break;
    case Op::band:
      bits = a.bits & b.bits;
      break;
    case Op::bor:
      bits = a.bits | b.bits;
      break;
    case Op::bxor:
      bits = a.bits ^ b.bits;
      break;
    case Op::shl:
    case Op::shr:
      bits = shift(op, kind, a.bits, b.bits);
      break;
    default:
      if (b.bits == 0) return "division by zero";
      bits = divide(op, kind, a.bits, b.bits);
  }
  out = {kind == Memory::boolean ? hd::tag_bool : hd::tag_int, wrap(kind, bits)};
  return nullptr;
}

Value negate(Op op, Memory kind, Value a) {
  if (kind == Memory::f64) return Value::number(-a.as_float());
  return {hd::tag_int, wrap(kind, op == Op::neg ? 0 - a.bits : ~a.bits)};
}

bool overflows(Op op, Memory kind, std::int64_t a, std::int64_t b) {
  if (kind == Memory::u64) {
    const auto x = static_cast<std::uint64_t>(a), y = static_cast<std::uint64_t>(b);
    std::uint64_t ignored;
    return op == Op::add_overflows   ? __builtin_add_overflow(x, y, &ignored)
           : op == Op::sub_overflows ? __builtin_sub_overflow(x, y, &ignored)
                                     : __builtin_mul_overflow(x, y, &ignored);
  }
  const __int128 x = a, y = b;
  const __int128 exact = op == Op::add_overflows ? x + y : op == Op::sub_overflows ? x - y : x * y;
  return static_cast<std::int64_t>(wrap(kind, static_cast<std::uint64_t>(exact))) != exact;
}

Value convert(Memory from, Memory to, Value v) {
  if (to == Memory::boolean) return Value::boolean(v.bits != 0);
  if (from == Memory::f64) {
    if (to == Memory::f64) return v;
    return {hd::tag_int, saturate(to, v.as_float())};
  }
  if (to == Memory::f64)
    return Value::number(from == Memory::u64 ? static_cast<double>(v.bits) : static_cast<double>(v.as_int()));
  return {hd::tag_int, wrap(to, v.bits)};
}

bool compare(Op op, Memory kind, Value a, Value b) {
  if (kind == Memory::f64) return ordered(op, a.as_float(), b.as_float());
  if (kind == Memory::reference) return (a.tag == b.tag && a.bits == b.bits) == (op == Op::eq);
  if (is_signed(kind)) return ordered(op, a.as_int(), b.as_int());
  return ordered(op, a.bits, b.bits);
}

}  // namespace heddle::emulator
