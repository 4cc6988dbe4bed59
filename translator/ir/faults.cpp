#include "translator/ir/faults.h"

namespace heddle::ir {

bool may_fault(const Program& program, const Instr& instr) {
  switch (instr.op) {
    case Op::fault:
    case Op::div:
    case Op::rem:
    case Op::enum_from:
    case Op::checked_cast:
    case Op::narrow:
    case Op::array_new:
    case Op::array_get:
    case Op::array_set:
    case Op::array_get_field:
    case Op::array_set_field:
    case Op::array_copy:
    case Op::array_fill:
    case Op::str_get:
    case Op::emit:
    case Op::call_intrinsic:
    case Op::wait:
      return true;
    case Op::root_get:
      return instr.checked;
    case Op::call:
      return program.function(instr.callee).may_fault;
    default:
      return false;
  }
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
