// Which functions change the state of an object: the effect `writes`; and which are about the context that an object
// was made in, so that objects with such methods cannot move to another: the effect `home`.
//
// A method without it may run on a read-shared object in any context (see passes/ownership.cpp). Counted are writes to
// fields, hints apart, and to elements, also of objects made by the function itself, and intrinsics that say so. What
// a caller does follows from what it calls, by a fixpoint over the call graph.
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

bool writes_itself(const Instr& i, const Function& f, const std::set<std::string>& writing) {
  switch (i.op) {
    case Op::set_field:
      return !is_hint(f.regs[static_cast<std::size_t>(i.args[0])], i.imm);
    case Op::array_set:
    case Op::array_set_field:
    case Op::array_copy:
    case Op::array_fill:
    case Op::emit:
    case Op::root_set:
      return true;
    case Op::call_intrinsic:
    case Op::wait:
      return writing.count(i.text) != 0;
    default:
      return false;
  }
}

/// Gives the effect to all functions with an instruction that has it `itself`, and to their callers.
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

void writes(Program& program, const std::set<std::string>& writing, const std::set<std::string>& about_home) {
  spread(program, sema::effect_writes, [&](const Instr& i, const Function& f) { return writes_itself(i, f, writing); });
  spread(program, sema::effect_home, [&](const Instr& i, const Function&) {
    return (i.op == Op::call_intrinsic || i.op == Op::wait) && about_home.count(i.text) != 0;
  });
}

}  // namespace heddle::passes
