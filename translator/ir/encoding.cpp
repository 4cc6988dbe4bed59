#include "translator/ir/encoding.h"

namespace heddle::ir {

using syntax::OperandMode;

OpEncoding encode(const std::vector<syntax::Operand>& operands) {
  OpEncoding encoding;
  int byte = 2;
  int variant_bits = 0;
  for (const syntax::Operand& operand : operands) {
    OperandPlace place;
    const bool wide = operand.mode == OperandMode::constant || operand.mode == OperandMode::imm32 ||
                      operand.mode == OperandMode::label;
    place.bytes = wide ? 4 : 2;
    byte = (byte + place.bytes - 1) / place.bytes * place.bytes;
    place.byte = byte;
    byte += place.bytes;
    if (operand.mode == OperandMode::in_reg_or_const) place.variant_bit = variant_bits++;
    encoding.operands.push_back(place);
  }
  encoding.words = (byte + 7) / 8;
  encoding.variants = 1 << variant_bits;
  return encoding;
}

std::uint8_t constant_operands(const OpEncoding& encoding, int variant) {
  unsigned bits = 0;
  for (std::size_t i = 0; i < encoding.operands.size() && i < 8; ++i) {
    const int bit = encoding.operands[i].variant_bit;
    if (bit >= 0 && variant >> bit & 1) bits |= 1u << i;
  }
  return static_cast<std::uint8_t>(bits);
}

}  // namespace heddle::ir
