#include "translator/ir/faults.h"

#include <set>

#include "translator/ir/instruction.h"

namespace heddle::ir {

namespace {

/// Machine functions that cannot fault: a call of one needs no guard.
bool never_faults(const std::string& intrinsic) {
  static const std::set<std::string> sure = {
#define HD_INTRINSIC(name)
#define HD_INTRINSIC_SIGNAL(name)
#define HD_INTRINSIC_SURE(name) #name,
#define HD_INTRINSIC_SIGNAL_SURE(name) #name,
#include "runtime/abi/intrinsics.def"
#include "runtime/abi/machine.def"
#undef HD_INTRINSIC
#undef HD_INTRINSIC_SIGNAL
#undef HD_INTRINSIC_SURE
#undef HD_INTRINSIC_SIGNAL_SURE
  };
  return sure.count(intrinsic) != 0;
}

}  // namespace

bool may_fault(const Program& program, const Instr& instr) {
  switch (instr.op) {
    case Op::call:
      return program.function(instr.callee).may_fault;
    case Op::call_intrinsic:
      return !never_faults(instr.text);
    case Op::call_guest:
    case Op::ret_values:
      return (instr.imm & guest_spread) != 0;  // a list may be longer than its items
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

bool needs_place(const std::string& intrinsic) {
  return intrinsic.starts_with("asm_") && intrinsic != "asm_new" && intrinsic != "asm_pc" && intrinsic != "asm_fits";
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
