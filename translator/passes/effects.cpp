// Computes the exact effects of each function from its instructions: whether it may raise or suspend.
//
// Sema's effects describe the source text; inlining and routing have changed which function does what. A back end asks
// `may_be_abrupt` at each call, so a superfluous bit costs time and a missing one is a bug. Fixpoint over the call
// graph.
#include "translator/ir/instruction.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

std::uint32_t own_effects(const Instr& i, const Block& block, const Program& program) {
  std::uint32_t effects = about(i.op).facts & fact::effects;
  if (i.op == Op::call) effects |= program.function(i.callee).effects;
  if (i.op == Op::call_intrinsic && machine_function(i).may(fact::raises))
    effects |= sema::effect_raises | sema::effect_allocates;
  const bool caught = block.handler >= 0;
  return caught ? effects & ~static_cast<std::uint32_t>(sema::effect_raises) : effects;
}

}  // namespace

void effects(Program& program) {
  for (auto& f : program.functions)
    f->effects &= ~static_cast<std::uint32_t>(sema::effect_raises | sema::effect_suspends | sema::effect_routes);
  for (bool changed = true; changed;) {
    changed = false;
    for (auto& f : program.functions) {
      std::uint32_t all = f->effects;
      for (const Block& block : f->blocks)
        for (const Instr& i : block.instrs) all |= own_effects(i, block, program);
      changed = changed || all != f->effects;
      f->effects = all;
    }
  }
}

}  // namespace heddle::passes
