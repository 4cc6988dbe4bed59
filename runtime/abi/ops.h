// What the assembler knows of the ops: where operands lie, and what they may be. The translator makes these tables
// (translator/ir/op_shape.h); the C++ back end writes them as constants, the emulator keeps them in memory.
//
// Invariants:
// - An op has at most `max_operands` operands, so a bytecode has at most `max_words` words.
// - The registers that an op uses are those of its `reg` operands, the `extent` of its windows, what its counts say,
//   and what it checks when it runs. So code whose operands were verified once is not looked at again.
#pragma once
#include <cstddef>
#include <cstdint>

namespace hd {

/// Registers of a frame. One more would not fit in an operand's 16 bits.
constexpr std::int64_t max_registers = 65536;
/// What an `imm` operand holds, in 16 bits; an `imm32` has 32.
constexpr std::int64_t least_imm = INT16_MIN, most_imm = INT16_MAX;
/// Constants that a `reg|const` operand can name, in 16 bits.
constexpr std::size_t max_short_constants = 65536;
/// A word of a bytecode has its opcode in 16 bits, its other operands follow; where they lie is a byte.
constexpr int max_operands = 15;
constexpr int max_words = 8;

enum class OperandKind : std::uint8_t { reg, reg_or_const, constant, imm, imm32, regs, label };

struct OperandShape {
  const char* name;
  OperandKind kind;
  std::uint8_t byte;    // from the bytecode's start
  std::int32_t extent;  // registers from the one named: 1; of a window those that the op names by constants
};

/// An operand that tells how many registers of a window the op uses.
struct CountShape {
  std::uint8_t window;
  std::uint8_t operand;  // imm or imm32
  std::int32_t before;   // registers of the window ahead of those counted
  std::int32_t more;     // is added to the operand
  bool may_be_open;      // the operand may be OPEN: the op checks that when it runs
};

struct OpShape {
  const char* name;
  std::uint8_t words;
  bool goes_on;  // the bytecode that follows may run next
  std::uint8_t noperands;
  std::uint8_t ncounts;
  const OperandShape* operands;
  const CountShape* counts;
};

/// One `emit` statement of a description.
struct EmitSite {
  const OpShape* op;
  std::uint32_t opcode;     // of the variant with these constants
  std::uint32_t constants;  // bit i: operand i, a `reg|const`, is a constant
  const char* place;        // "file:line:column"
};

/// What an op finds wrong with a register, or a number of them, that could not be verified before.
constexpr const char* no_such_register = "register outside the frame";
constexpr const char* no_such_count = "the frame does not have so many registers";

}  // namespace hd
