// The layout of a bytecode in memory. Shared by the assembler, the C++ back end and the emulator.
//
// A bytecode is one or more 64-bit words. Its first 16 bits are the opcode (variant included); operands follow in
// order, each at its natural alignment: 16 bits for registers, windows, `imm` and `in reg|const`; 32 bits for
// `const T`, `imm32` and labels. A label is the signed distance in words from the start of its own bytecode.
// An op with n `in reg|const` operands has 2^n consecutive opcodes; bit i of the variant says that the i-th such
// operand is an index into the constants.
#pragma once
#include <cstdint>
#include <vector>

#include "translator/syntax/tree.h"

namespace heddle::ir {

struct OperandPlace {
  int byte = 0;          // offset from the start of the bytecode
  int bytes = 2;         // 2 or 4
  int variant_bit = -1;  // for `in reg|const`
};

struct OpEncoding {
  std::vector<OperandPlace> operands;
  int words = 1;
  int variants = 1;
};

/// Bit i is set if operand i, of the first eight, is an index into the constants in that variant.
std::uint8_t constant_operands(const OpEncoding& encoding, int variant);
OpEncoding encode(const std::vector<syntax::Operand>& operands);

}  // namespace heddle::ir
