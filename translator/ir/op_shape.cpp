#include "translator/ir/op_shape.h"

#include <algorithm>

#include "runtime/abi/layout.h"
#include "translator/ir/encoding.h"
#include "translator/ir/instruction.h"

namespace heddle::ir {

using syntax::OperandMode;

namespace {

/// Larger constants are checked at run time, so that no sum overflows here.
bool is_small(std::int64_t n) { return n >= -hd::max_registers && n <= hd::max_registers; }

hd::OperandKind kind_of(OperandMode mode) {
  switch (mode) {
    case OperandMode::in_reg_or_const:
      return hd::OperandKind::reg_or_const;
    case OperandMode::constant:
      return hd::OperandKind::constant;
    case OperandMode::imm:
      return hd::OperandKind::imm;
    case OperandMode::imm32:
      return hd::OperandKind::imm32;
    case OperandMode::regs:
      return hd::OperandKind::regs;
    case OperandMode::label:
      return hd::OperandKind::label;
    default:
      return hd::OperandKind::reg;
  }
}

/// Collects the requirements of an op's instructions on its windows.
class Needs {
 public:
  Needs(const Function& op, OpShape& shape) : known_(op), shape_(shape) {}

  void visit(const Instr& i) {
    switch (i.op) {
      case Op::window_get:
      case Op::window_set:
        if (known_.is_verified_index(i.args[0])) extend(i.imm, known_.number(i.args[0])->constant + 1);
        break;
      case Op::enter:
        count(i.imm, i.args[2], 0);
        [[fallthrough]];
      case Op::enter_tail:
        extend(i.imm, hd::frame_slots);
        count(i.imm, i.args[1], hd::frame_slots);
        break;
      case Op::leave:
        count(i.imm, i.args[0], 0);
        break;
      default:
        break;
    }
    shape_.goes_on = shape_.goes_on || i.op == Op::next || i.op == Op::enter;
  }

 private:
  void extend(std::int64_t window, std::int64_t registers) {
    auto& extent = shape_.operands[static_cast<std::size_t>(window)].extent;
    extent = std::max(extent, static_cast<std::int32_t>(registers));
  }

  void count(std::int64_t window, Reg n, std::int64_t before) {
    if (!known_.is_verified_count(n)) return;
    const Known number = *known_.number(n);
    if (number.operand < 0) return extend(window, before + std::max<std::int64_t>(number.constant, 0));
    const hd::CountShape found{static_cast<std::uint8_t>(window), static_cast<std::uint8_t>(number.operand),
                               static_cast<std::int32_t>(before), static_cast<std::int32_t>(number.constant),
                               !known_.is_closed(n)};
    const bool again = std::any_of(shape_.counts.begin(), shape_.counts.end(), [&](const hd::CountShape& c) {
      return c.window == found.window && c.operand == found.operand && c.before == found.before && c.more == found.more;
    });
    if (!again) shape_.counts.push_back(found);
  }

  KnownNumbers known_;
  OpShape& shape_;
};

}  // namespace

KnownNumbers::KnownNumbers(const Function& op) : f_(op), definitions_(op.regs.size(), nullptr) {
  std::vector<bool> seen(op.regs.size(), false);
  for (const Block& block : op.blocks)
    for (const Instr& i : block.instrs) {
      if (i.dst == no_reg) continue;
      const auto reg = static_cast<std::size_t>(i.dst);
      definitions_[reg] = seen[reg] ? nullptr : &i;
      seen[reg] = true;
    }
}

std::optional<Known> KnownNumbers::number(Reg reg) const {
  const Instr* i = definitions_[static_cast<std::size_t>(reg)];
  if (!i) return std::nullopt;
  switch (i->op) {
    case Op::const_int:
      if (!is_small(i->imm)) return std::nullopt;
      return Known{-1, i->imm};
    case Op::move:
      return number(i->args[0]);
    case Op::operand_get: {
      const OperandMode mode = f_.operands[static_cast<std::size_t>(i->imm)].mode;
      if (mode != OperandMode::imm && mode != OperandMode::imm32) return std::nullopt;
      return Known{static_cast<int>(i->imm), 0};
    }
    case Op::add:
    case Op::sub: {
      const auto a = number(i->args[0]), b = number(i->args[1]);
      if (!a || !b || (a->operand >= 0 && b->operand >= 0) || (i->op == Op::sub && b->operand >= 0))
        return std::nullopt;
      const Known sum{std::max(a->operand, b->operand), a->constant + (i->op == Op::add ? b->constant : -b->constant)};
      if (!is_small(sum.constant)) return std::nullopt;
      return sum;
    }
    default:
      return std::nullopt;
  }
}

bool KnownNumbers::is_verified_index(Reg reg) const {
  const auto n = number(reg);
  return n && n->operand < 0 && n->constant >= 0 && n->constant < hd::max_registers;
}

bool KnownNumbers::is_verified_count(Reg reg) const {
  const auto n = number(reg);
  return n && (n->operand >= 0 || n->constant >= hd::open_results);
}

bool KnownNumbers::is_closed(Reg reg) const {
  const auto n = number(reg);
  return n && (n->operand >= 0 ? n->constant != 0 : n->constant >= 0);
}

hd::OpShape OpShape::view(const Function& op) const {
  return {op_name(op),
          static_cast<std::uint8_t>(words),
          goes_on,
          static_cast<std::uint8_t>(operands.size()),
          static_cast<std::uint8_t>(counts.size()),
          operands.data(),
          counts.data()};
}

OpShape op_shape(const Function& op) {
  OpShape shape;
  const OpEncoding encoding = encode(op.operands);
  shape.words = encoding.words;
  for (std::size_t k = 0; k < op.operands.size(); ++k) {
    const hd::OperandKind kind = kind_of(op.operands[k].mode);
    const bool is_register = kind == hd::OperandKind::reg || kind == hd::OperandKind::reg_or_const;
    shape.operands.push_back(
        {op.operands[k].name.c_str(), kind, static_cast<std::uint8_t>(encoding.operands[k].byte), is_register});
  }
  Needs needs(op, shape);
  for (const Block& block : op.blocks)
    for (const Instr& i : block.instrs) needs.visit(i);
  return shape;
}

const char* op_name(const Function& op) {
  constexpr std::size_t prefix = 3;  // of "op Add"
  return op.name.c_str() + (op.name.rfind("op ", 0) == 0 ? prefix : 0);
}

}  // namespace heddle::ir
