#include "translator/ir/faults.h"

#include "translator/ir/instruction.h"

namespace heddle::ir {

bool may_fault(const Program& program, const Instr& instr) {
  switch (instr.op) {
    case Op::call:
      return program.function(instr.callee).may_fault;
    case Op::call_intrinsic:
      return machine_function(instr).may(sema::machine_fact::faults);
    case Op::call_guest:
    case Op::ret_values:
      return (instr.imm & guest_spread) != 0;  // a list's length may exceed its array of items
    case Op::root_get:
      return instr.checked;
    case Op::div:
    case Op::rem:
    case Op::array_new:
      return true;
    default:
      return may(instr.op, fact::faults);
  }
}

std::string place(const Program& program, const Instr& i, const source::SourceMap& sources) {
  return program.folders.show(sources, i.span);
}

std::string site(const Program& program, const Function& f, const Instr& i, const source::SourceMap& sources) {
  std::string lines;
  source::Span at = i.span;
  for (int n = i.inlined;; n = program.inlines[static_cast<std::size_t>(n)].outer) {
    const Function& in = n < 0 ? f : program.function(program.inlines[static_cast<std::size_t>(n)].function);
    lines += in.name + " (" + program.folders.show(sources, at) + ")";
    if (n < 0) return lines;
    lines += "\n";
    at = program.inlines[static_cast<std::size_t>(n)].call;
  }
}

}  // namespace heddle::ir
