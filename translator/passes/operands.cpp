// Makes each operand keep the value it had when the bytecode began.
//
// Operands are registers, and the guest's compiler may give one register to two of them: with `div_mod r0, r1, r0, r2`
//
//   op DivMod(q: out reg, r: out reg, a: in reg, b: in reg) { q = div(a, b)    r = mod(a, b) }
//
// the write of `q` would change the input of `r`. Such operands are read at the start:
//
//   operand_set q %2              %a = operand_get a
//   %3 = operand_get a            ...
//                                 operand_set q %2
//                                 %3 = move %a
//
// Bytecodes that write last, as most do, are unchanged. Afterwards no `in` or `inout` operand is read from its register
// once the bytecode has written one. A window (`regs`) is the registers themselves, so it reflects every write.
#include <set>

#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

bool writes_register(Op op) { return op == Op::operand_set || op == Op::window_set; }

bool reads_register(const Function& f, const Instr& i) {
  if (i.op != Op::operand_get) return false;
  const auto mode = f.operands[static_cast<std::size_t>(i.imm)].mode;
  return mode == syntax::OperandMode::in_reg || mode == syntax::OperandMode::inout_reg ||
         mode == syntax::OperandMode::in_reg_or_const;
}

/// The operands that are read on some path after a register has been written.
std::set<std::int64_t> read_late(const Function& f) {
  std::set<std::int64_t> found;
  std::vector<int> seen(f.blocks.size(), 0);  // bit 0: reached before any write, bit 1: after one
  std::vector<std::pair<BlockId, bool>> work{{0, false}};
  while (!work.empty()) {
    auto [b, written] = work.back();
    work.pop_back();
    const int bit = written ? 2 : 1;
    if (seen[static_cast<std::size_t>(b)] & bit) continue;
    seen[static_cast<std::size_t>(b)] |= bit;
    const Block& block = f.blocks[static_cast<std::size_t>(b)];
    for (const Instr& i : block.instrs) {
      if (block.handler >= 0) work.emplace_back(block.handler, written);
      if (written && reads_register(f, i)) found.insert(i.imm);
      written = written || writes_register(i.op);
    }
    for (BlockId target : block.instrs.back().targets) work.emplace_back(target, written);
  }
  return found;
}

/// Gives the function an entry block without predecessors.
void own_entry(Function& f) {
  const auto moved = static_cast<BlockId>(f.blocks.size());
  f.blocks.push_back(std::move(f.blocks[0]));
  for (std::size_t b = 1; b < f.blocks.size(); ++b) {
    if (f.blocks[b].handler == 0) f.blocks[b].handler = moved;
    for (BlockId& target : f.blocks[b].instrs.back().targets)
      if (target == 0) target = moved;
  }
  Instr jump;
  jump.op = Op::jump;
  jump.targets = {moved};
  jump.span = f.span;
  f.blocks[0] = Block{{jump}, -1, false};
}

/// Keeps the operand's value in a register of the function from the start.
void keep(Function& f, std::int64_t operand) {
  const auto kept = static_cast<Reg>(f.regs.size());
  Instr first;
  for (Block& block : f.blocks)
    for (std::size_t i = 0; i < block.instrs.size(); ++i) {
      Instr& instr = block.instrs[i];
      if (instr.imm != operand) continue;
      if (instr.op == Op::operand_get) {
        if (first.op != Op::operand_get) first = instr;
        instr.op = Op::move;
        instr.imm = 0;
        instr.args = {kept};
      } else if (instr.op == Op::operand_set) {  // the operand is `inout`
        Instr also = instr;
        also.op = Op::move;
        also.imm = 0;
        also.dst = kept;
        block.instrs.insert(block.instrs.begin() + static_cast<std::ptrdiff_t>(++i), also);
      }
    }
  f.regs.push_back(f.regs[static_cast<std::size_t>(first.dst)]);
  f.reg_names.push_back(f.operands[static_cast<std::size_t>(operand)].name);
  first.dst = kept;
  f.blocks[0].instrs.insert(f.blocks[0].instrs.begin(), first);
}

}  // namespace

void operands(Function& f) {
  if (f.kind != FunctionKind::op) return;
  const std::set<std::int64_t> late = read_late(f);
  if (late.empty()) return;
  own_entry(f);
  for (std::int64_t operand : late) keep(f, operand);
}

}  // namespace heddle::passes
