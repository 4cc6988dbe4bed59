// Instructions on numbers whose types are known only now: what constant folding and the emulator compute.
//
// A number is 64 bits: an integer extended by its signedness, a bool 0 or 1, a float by its bits. The operations are
// those of generated code, runtime/abi/arithmetic.h. Pure functions; any thread.
#pragma once
#include <cstdint>

#include "translator/ir/ir.h"

namespace heddle::ir {

/// Enums are i32.
enum class NumberType : std::uint8_t { boolean, i8, i16, i32, i64, u8, u16, u32, u64, f64 };

/// False: it is no type of numbers.
bool number_type(const Type* type, NumberType& out);

/// The result of an instruction on two numbers of that type. Comparisons and the ..._overflows give a bool. False: the
/// instruction is not one on two such numbers, or it divides by zero.
bool compute(Op op, NumberType type, std::uint64_t a, std::uint64_t b, std::uint64_t& out);
/// The same for neg, bnot and not_.
bool compute(Op op, NumberType type, std::uint64_t a, std::uint64_t& out);
/// `convert`: not to a bool.
std::uint64_t convert(NumberType from, NumberType to, std::uint64_t number);

}  // namespace heddle::ir
