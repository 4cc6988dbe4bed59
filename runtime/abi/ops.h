// What the assembler knows about ops: where their operands lie and what they may be. The translator computes these
// tables (translator/ir/op_shape.h); the C++ back end emits them as constants, the emulator keeps them in memory.
//
// Invariants:
// - An op has at most `max_operands` operands, so a bytecode has at most `max_words` words.
// - An op uses only the registers of its `reg` operands, the `extent` of its windows, those its counts cover, and those
//   it checks at run time. So operands that the assembler has verified need no further check.
#pragma once
#include <cstddef>
#include <cstdint>

namespace hd {

/// Limit on the registers of a frame: an operand has 16 bits.
constexpr std::int64_t max_registers = 65536;
/// Range of an `imm` operand, which has 16 bits; an `imm32` has 32.
constexpr std::int64_t least_imm = INT16_MIN, most_imm = INT16_MAX;
/// Limit on the constants that a `reg|const` operand can name: it has 16 bits.
constexpr std::size_t max_short_constants = 65536;
/// The opcode takes the first 16 bits of a bytecode and the operands follow; an operand's offset is stored in a byte.
constexpr int max_operands = 15;
constexpr int max_words = 8;

enum class OperandKind : std::uint8_t { reg, reg_or_const, constant, imm, imm32, regs, label };

struct OperandShape {
  const char* name;
  OperandKind kind;
  std::uint8_t byte;    // offset from the bytecode's start
  std::int32_t extent;  // registers used from the one named: 1; for a window, those the op names by constants
};

/// An operand that says how many registers of a window the op uses.
struct CountShape {
  std::uint8_t window;
  std::uint8_t operand;  // imm or imm32
  std::int32_t before;   // registers of the window before the counted ones
  std::int32_t more;     // added to the operand
  bool may_be_open;      // the operand may be OPEN, which the op checks at run time
};

struct OpShape {
  const char* name;
  std::uint8_t words;
  bool goes_on;  // control may fall through to the following bytecode
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

/// Messages of the faults of registers and counts that can only be checked at run time.
constexpr const char* no_such_register = "register outside the frame";
constexpr const char* no_such_count = "the frame does not have so many registers";

}  // namespace hd
