#include "translator/ir/arithmetic.h"

#include <bit>
#include <type_traits>

#include "runtime/abi/arithmetic.h"

namespace heddle::ir {

using sema::TypeKind;

namespace {

template <class T>
T read(std::uint64_t bits) {
  if constexpr (std::is_same_v<T, double>)
    return std::bit_cast<double>(bits);
  else
    return static_cast<T>(bits);
}

template <class T>
std::uint64_t write(T number) {
  if constexpr (std::is_same_v<T, double>)
    return std::bit_cast<std::uint64_t>(number);
  else
    return static_cast<std::uint64_t>(number);  // sign-extends a signed number
}

/// Calls `f` with a number of that type.
template <class F>
auto with_type(NumberType type, F f) {
  switch (type) {
    case NumberType::boolean:
      return f(bool{});
    case NumberType::i8:
      return f(std::int8_t{});
    case NumberType::i16:
      return f(std::int16_t{});
    case NumberType::i32:
      return f(std::int32_t{});
    case NumberType::i64:
      return f(std::int64_t{});
    case NumberType::u8:
      return f(std::uint8_t{});
    case NumberType::u16:
      return f(std::uint16_t{});
    case NumberType::u32:
      return f(std::uint32_t{});
    case NumberType::u64:
      return f(std::uint64_t{});
    default:
      return f(double{});
  }
}

template <class T>
bool compare(Op op, T a, T b, std::uint64_t& out) {
  switch (op) {
    case Op::eq:
      out = a == b;
      return true;
    case Op::ne:
      out = a != b;
      return true;
    case Op::lt:
      out = a < b;
      return true;
    case Op::le:
      out = a <= b;
      return true;
    case Op::gt:
      out = a > b;
      return true;
    case Op::ge:
      out = a >= b;
      return true;
    default:
      return false;
  }
}

bool bits(Op op, std::uint64_t a, std::uint64_t b, std::uint64_t& out) {
  switch (op) {
    case Op::band:
      out = a & b;
      return true;
    case Op::bor:
      out = a | b;
      return true;
    case Op::bxor:
      out = a ^ b;
      return true;
    default:
      return false;
  }
}

bool of_floats(Op op, double a, double b, std::uint64_t& out) {
  switch (op) {
    case Op::add:
      out = write(a + b);
      return true;
    case Op::sub:
      out = write(a - b);
      return true;
    case Op::mul:
      out = write(a * b);
      return true;
    case Op::div:
      out = write(a / b);
      return true;
    default:
      return compare(op, a, b, out);
  }
}

template <class T>
bool of_integers(Op op, T a, T b, std::uint64_t& out) {
  if ((op == Op::div || op == Op::rem) && b == 0) return false;
  switch (op) {
    case Op::add:
      out = write(hd_add(a, b));
      return true;
    case Op::sub:
      out = write(hd_sub(a, b));
      return true;
    case Op::mul:
      out = write(hd_mul(a, b));
      return true;
    case Op::div:
      out = write(hd_div(a, b));
      return true;
    case Op::rem:
      out = write(hd_rem(a, b));
      return true;
    case Op::shl:
      out = write(hd_shl(a, b));
      return true;
    case Op::shr:
      out = write(hd_shr(a, b));
      return true;
    case Op::add_overflows:
      out = hd_add_overflows(a, b);
      return true;
    case Op::sub_overflows:
      out = hd_sub_overflows(a, b);
      return true;
    case Op::mul_overflows:
      out = hd_mul_overflows(a, b);
      return true;
    default:
      return bits(op, write(a), write(b), out) || compare(op, a, b, out);
  }
}

}  // namespace

bool number_type(const Type* type, NumberType& out) {
  switch (type->kind) {
    case TypeKind::boolean:
      out = NumberType::boolean;
      return true;
    case TypeKind::float64:
      out = NumberType::f64;
      return true;
    case TypeKind::enumeration:
      out = NumberType::i32;
      return true;
    case TypeKind::integer:
      switch (type->bits) {
        case 8:
          out = type->is_signed ? NumberType::i8 : NumberType::u8;
          return true;
        case 16:
          out = type->is_signed ? NumberType::i16 : NumberType::u16;
          return true;
        case 32:
          out = type->is_signed ? NumberType::i32 : NumberType::u32;
          return true;
        default:
          out = type->is_signed ? NumberType::i64 : NumberType::u64;
          return true;
      }
    default:
      return false;
  }
}

bool compute(Op op, NumberType type, std::uint64_t a, std::uint64_t b, std::uint64_t& out) {
  return with_type(type, [&](auto number) {
    using T = decltype(number);
    if constexpr (std::is_same_v<T, double>)
      return of_floats(op, read<T>(a), read<T>(b), out);
    else if constexpr (std::is_same_v<T, bool>)
      return bits(op, a, b, out) || compare(op, a, b, out);
    else
      return of_integers(op, read<T>(a), read<T>(b), out);
  });
}

bool compute(Op op, NumberType type, std::uint64_t a, std::uint64_t& out) {
  return with_type(type, [&](auto number) {
    using T = decltype(number);
    if constexpr (std::is_same_v<T, bool>) {
      out = !a;
      return op == Op::not_;
    } else if constexpr (std::is_same_v<T, double>) {
      out = write(-read<T>(a));
      return op == Op::neg;
    } else {
      out = op == Op::neg ? write(hd_sub(T{0}, read<T>(a))) : write(static_cast<T>(~a));
      return op == Op::neg || op == Op::bnot;
    }
  });
}

std::uint64_t convert(NumberType from, NumberType to, std::uint64_t number) {
  return with_type(from, [&](auto a) {
    return with_type(to, [&](auto b) { return write(hd_convert<decltype(b)>(read<decltype(a)>(number))); });
  });
}

}  // namespace heddle::ir
