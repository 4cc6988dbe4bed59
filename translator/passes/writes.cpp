// Finds the functions that change the state of an object (effect `writes`), and those that depend on the context the
// object was made in, so that objects with such methods cannot move to another (effect `home`).
//
// A method without `writes` may run on a read-shared object in any context (see passes/ownership.cpp). Writes to
// fields, except hints, and to elements count, even in objects made by the function itself; so do intrinsics declared
// to write. Callers inherit the effects of their callees, by a fixpoint over the call graph.
#include "translator/ir/instruction.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

bool writes_itself(const Instr& i, const Function& f) {
  if (i.op == Op::set_field && is_hint(f.regs[static_cast<std::size_t>(i.args[0])], i.imm)) return false;
  return may(i.op, fact::writes) || (may(i.op, fact::by_row) && machine_function(i).may(fact::writes));
}

/// Adds the effect to all functions with an instruction for which `itself` holds, and to their callers.
template <class Itself>
void spread(Program& program, sema::Effect effect, Itself itself) {
  for (bool changed = true; changed;) {
    changed = false;
    for (auto& f : program.functions) {
      if (f->has(effect)) continue;
      bool found = false;
      for (const Block& block : f->blocks)
        for (const Instr& i : block.instrs)
          found = found || itself(i, *f) ||
                  ((i.op == Op::call || i.op == Op::call_method) && program.function(i.callee).has(effect));
      if (!found) continue;
      f->effects |= effect;
      changed = true;
    }
  }
}

}  // namespace

void writes(Program& program) {
  spread(program, sema::effect_writes, writes_itself);
  spread(program, sema::effect_home, [](const Instr& i, const Function&) {
    return may(i.op, fact::by_row) && machine_function(i).may(sema::machine_fact::home);
  });
}

}  // namespace heddle::passes
