// Liveness of registers: which may still be read after a point. Backward dataflow over the basic blocks.
//
// Every pass that removes or saves registers needs it, several times per function, so sets are bit vectors with one bit
// per register. Each block is summarised once (what it reads before writing, what it writes); blocks are then visited
// successors first, and revisited only when something after them has changed.
#pragma once
#include <bit>
#include <cstdint>
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::ir {

/// A set of a function's registers.
class RegSet {
 public:
  RegSet() = default;
  explicit RegSet(std::size_t registers) : words_((registers + word_bits - 1) / word_bits, 0) {}

  bool has(Reg reg) const { return (words_[word(reg)] & bit(reg)) != 0; }
  void add(Reg reg) { words_[word(reg)] |= bit(reg); }
  void remove(Reg reg) { words_[word(reg)] &= ~bit(reg); }

  /// Returns true if the set grew.
  bool add_all(const RegSet& other) {
    std::uint64_t grown = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      grown |= other.words_[i] & ~words_[i];
      words_[i] |= other.words_[i];
    }
    return grown != 0;
  }

  /// Adds `other` without `except`. Returns true if the set grew.
  bool add_all_but(const RegSet& other, const RegSet& except) {
    std::uint64_t grown = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::uint64_t added = other.words_[i] & ~except.words_[i];
      grown |= added & ~words_[i];
      words_[i] |= added;
    }
    return grown != 0;
  }

  /// The members, ascending.
  std::vector<Reg> members() const {
    std::vector<Reg> list;
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1)
        list.push_back(static_cast<Reg>(i * word_bits) + std::countr_zero(rest));
    return list;
  }

  bool operator==(const RegSet&) const = default;

 private:
  static constexpr std::size_t word_bits = 64;
  static std::size_t word(Reg reg) { return static_cast<std::size_t>(reg) / word_bits; }
  static std::uint64_t bit(Reg reg) { return std::uint64_t{1} << (static_cast<std::size_t>(reg) % word_bits); }

  std::vector<std::uint64_t> words_;
};

/// The register an instruction writes completely, or no_reg (record_set reads and writes its record).
inline Reg defines(const Instr& instr) { return instr.dst; }

/// Adds the registers an instruction reads.
inline void add_uses(RegSet& set, const Instr& instr) {
  for (Reg reg : instr.args)
    if (reg != no_reg) set.add(reg);
}

struct Liveness {
  std::vector<RegSet> in;  // by block
  std::vector<RegSet> out;
};

/// Any instruction of a block with a handler may jump there, so what is live in the handler is live throughout.
Liveness liveness(const Function& function);

}  // namespace heddle::ir
