// Finds results of calls that a builtin only returns, so that no list is made of them.
//
// `return true, ...callm f(...args)` calls the guest and returns what it returned after `true`. In the description the
// results are a List<Value>; but they arrive in the context's results, which is also where a builtin leaves its own. If
// nothing on the way uses that place, they can stay there. Afterwards `Function::kept_results` has the registers of
// such lists: their only use is at the end of `ret_values`, and whenever one is used there, the context's results are
// those of the instruction that defined it. The C++ back end makes no list for them; the emulator does, and nobody can
// tell.
#include <algorithm>

#include "translator/ir/instruction.h"
#include "translator/ir/liveness.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

/// Returns true if the instruction leaves the context's results alone.
bool spares_results(const Instr& i) {
  if (i.op == Op::call_intrinsic)
    return !machine_function(i).may(sema::effect_suspends | sema::effect_routes | sema::machine_fact::writes);
  return !may(i.op, fact::calls | fact::suspends | fact::routes);
}

class Search {
 public:
  explicit Search(Function& f) : f_(f), kept_(f.regs.size(), false), all_(f.regs.size()) {
    for (std::size_t r = 0; r < kept_.size(); ++r) all_.add(static_cast<Reg>(r));
  }

  void run() {
    for_each([&](const Instr& i) {
      if (gives_values(i) && i.dst != no_reg) kept_[at(i.dst)] = true;
    });
    spread_to_copies();
    while (drop_other_uses() || drop_lost()) continue;
    if (std::find(kept_.begin(), kept_.end(), true) != kept_.end()) f_.kept_results = kept_;
  }

 private:
  static std::size_t at(Reg reg) { return static_cast<std::size_t>(reg); }
  bool is_kept(Reg reg) const { return reg != no_reg && kept_[at(reg)]; }

  template <class Visit>
  void for_each(Visit visit) const {
    for (const Block& block : f_.blocks)
      for (const Instr& i : block.instrs) visit(i);
  }

  bool drop(Reg reg) {
    if (!is_kept(reg)) return false;
    kept_[at(reg)] = false;
    return true;
  }

  void spread_to_copies() {
    for (bool changed = true; changed;) {
      changed = false;
      for_each([&](const Instr& i) {
        if (i.op != Op::move || !is_kept(i.args[0]) || kept_[at(i.dst)]) return;
        kept_[at(i.dst)] = changed = true;
      });
    }
  }

  /// Drops registers with other definitions or uses. Returns true if there were any.
  bool drop_other_uses() {
    bool changed = false;
    for_each([&](const Instr& i) {
      const bool copies = i.op == Op::move;
      if (copies && is_kept(i.args[0]) != is_kept(i.dst)) {
        changed = drop(i.args[0]) || drop(i.dst) || changed;
        return;
      }
      if (!copies && !gives_values(i) && i.dst != no_reg) changed = drop(i.dst) || changed;
      const std::size_t returned = i.op == Op::ret_values && i.imm & guest_spread ? i.args.size() - 1 : i.args.size();
      for (std::size_t a = 0; a < i.args.size() && !copies; ++a)
        if (a != returned) changed = drop(i.args[a]) || changed;
    });
    for (std::size_t p = 0; p < static_cast<std::size_t>(f_.nparams); ++p)
      changed = drop(static_cast<Reg>(p)) || changed;
    return changed;
  }

  /// Drops registers that are returned where the context's results may be others. Returns true if there were any.
  bool drop_lost() {
    std::vector<RegSet> in(f_.blocks.size(), all_);
    in[0] = RegSet(kept_.size());
    bool lost = false;
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t b = 0; b < f_.blocks.size(); ++b) {
        RegSet held = in[b];
        for (const Instr& i : f_.blocks[b].instrs) pass(i, held, lost, false);
        for (BlockId target : f_.blocks[b].instrs.back().targets)
          changed = keep_common(in[at(target)], held) || changed;
        if (f_.blocks[b].handler >= 0)
          changed = keep_common(in[at(f_.blocks[b].handler)], RegSet(kept_.size())) || changed;
      }
    }
    for (std::size_t b = 0; b < f_.blocks.size(); ++b) {
      RegSet held = in[b];
      for (const Instr& i : f_.blocks[b].instrs) pass(i, held, lost, true);
    }
    return lost;
  }

  /// Follows which registers the context's results are; with `judge`, drops those that are returned and are not.
  void pass(const Instr& i, RegSet& held, bool& lost, bool judge) {
    if (judge && i.op == Op::ret_values && i.imm & guest_spread && is_kept(i.args.back()) && !held.has(i.args.back()))
      lost = drop(i.args.back()) || lost;
    const bool copies = i.op == Op::move && held.has(i.args[0]);
    if (gives_values(i) || !spares_results(i)) held = RegSet(kept_.size());
    if (i.dst == no_reg) return;
    if (copies || gives_values(i))
      held.add(i.dst);
    else
      held.remove(i.dst);
  }

  /// Returns true if the set shrank.
  static bool keep_common(RegSet& set, const RegSet& other) {
    bool shrank = false;
    for (Reg reg : set.members())
      if (!other.has(reg)) {
        set.remove(reg);
        shrank = true;
      }
    return shrank;
  }

  Function& f_;
  std::vector<bool> kept_;
  RegSet all_;
};

}  // namespace

void results(Function& f) {
  f.kept_results.clear();
  if (f.kind == FunctionKind::builtin) Search(f).run();
}

}  // namespace heddle::passes
