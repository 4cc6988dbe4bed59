// Operations on numbers whose types are known only at run time, used by constant folding and the emulator.
//
// A number is 64 bits: an integer extended according to its signedness, a bool as 0 or 1, a float as its bits. The
// operations are those of generated code, in runtime/abi/arithmetic.h. Pure functions; callable from any thread.
#pragma once
#include <cstdint>

#include "translator/ir/ir.h"

namespace heddle::ir {

/// Enums count as i32.
enum class NumberType : std::uint8_t { boolean, i8, i16, i32, i64, u8, u16, u32, u64, f64 };

/// Returns false if `type` is not a number type.
bool number_type(const Type* type, NumberType& out);

/// The result of an instruction on two numbers of that type. Comparisons and the ..._overflows give a bool. Returns
/// false if the instruction does not apply to two such numbers, or if it divides by zero.
bool compute(Op op, NumberType type, std::uint64_t a, std::uint64_t b, std::uint64_t& out);
/// The same for neg, bnot and not_.
bool compute(Op op, NumberType type, std::uint64_t a, std::uint64_t& out);
/// `convert`; `to` must not be a bool.
std::uint64_t convert(NumberType from, NumberType to, std::uint64_t number);

}  // namespace heddle::ir
