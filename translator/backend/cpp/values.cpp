#include "translator/backend/cpp/values.h"

#include <algorithm>

#include "translator/ir/instruction.h"

namespace heddle::cpp {

using namespace ir;

namespace {

constexpr std::size_t most_parts = 6;  // instructions in one expression

/// Returns true if the text of the instruction names each of its operands once, so that an expression may replace one.
bool names_operands_once(const Instr& use) {
  switch (use.op) {
    case Op::test_class:
    case Op::switch_arm:
    case Op::owner_check:
    case Op::array_new:
    case Op::array_of:
    case Op::record_set:
    case Op::emit:
    case Op::window_get:
    case Op::window_set:
    case Op::enter:
    case Op::enter_tail:
    case Op::leave:
      return false;
    default:
      return !may(use.op, fact::faults);
  }
}

class Finder {
 public:
  Finder(const Function& f, const std::function<bool(const Instr&)>& leaves)
      : f_(f),
        leaves_(leaves),
        definitions_(f.regs.size(), 0),
        uses_(f.regs.size(), 0),
        found_(f.regs.size(), nullptr) {
    for (int p = 0; p < f.nparams; ++p) ++definitions_[static_cast<std::size_t>(p)];
    for (const Block& block : f.blocks)
      for (const Instr& i : block.instrs) {
        if (i.dst != no_reg) ++definitions_[static_cast<std::size_t>(i.dst)];
        if (i.op == Op::record_set) ++definitions_[static_cast<std::size_t>(i.args[0])];
        for (Reg reg : i.args)
          if (reg != no_reg) ++uses_[static_cast<std::size_t>(reg)];
      }
  }

  std::vector<const Instr*> run() {
    for (const Block& block : f_.blocks)
      for (const Instr& i : block.instrs)
        if (is_constant(i.op) && definitions_[static_cast<std::size_t>(i.dst)] == 1)
          found_[static_cast<std::size_t>(i.dst)] = &i;
    for (const Block& block : f_.blocks)
      for (std::size_t n = 0; n < block.instrs.size(); ++n) consider(block, n);
    return std::move(found_);
  }

 private:
  void consider(const Block& block, std::size_t n) {
    const Instr& i = block.instrs[n];
    if (i.dst == no_reg || is_constant(i.op) || !may(i.op, fact::pure) || may(i.op, fact::reads)) return;
    if (definitions_[static_cast<std::size_t>(i.dst)] != 1 || uses_[static_cast<std::size_t>(i.dst)] != 1) return;
    std::vector<Reg> reads;
    const std::size_t parts = collect(i, reads);
    if (parts > most_parts) return;
    for (std::size_t m = n + 1; m < block.instrs.size(); ++m) {
      const Instr& later = block.instrs[m];
      if (leaves_(later)) return;
      if (std::find(later.args.begin(), later.args.end(), i.dst) != later.args.end()) {
        if (names_operands_once(later)) found_[static_cast<std::size_t>(i.dst)] = &i;
        return;
      }
      const Reg changed = later.op == Op::record_set ? later.args[0] : later.dst;
      if (std::find(reads.begin(), reads.end(), changed) != reads.end()) return;
    }
  }

  /// Collects the registers that the text of `i` reads in the end; returns the number of instructions it consists of.
  std::size_t collect(const Instr& i, std::vector<Reg>& reads) const {
    std::size_t parts = 1;
    for (Reg reg : i.args) {
      const Instr* value = reg == no_reg ? nullptr : found_[static_cast<std::size_t>(reg)];
      if (value)
        parts += collect(*value, reads);
      else
        reads.push_back(reg);
    }
    return parts;
  }

  const Function& f_;
  const std::function<bool(const Instr&)>& leaves_;
  std::vector<int> definitions_, uses_;
  std::vector<const Instr*> found_;
};

}  // namespace

std::vector<const Instr*> inlined_values(const Function& function, const std::function<bool(const Instr&)>& leaves) {
  return Finder(function, leaves).run();
}

}  // namespace heddle::cpp
