#include "runtime/code/verify.h"
#include "runtime/state/context.h"

#include <limits>

namespace hd {

namespace {

std::string counted(std::int64_t n, const char* what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); }

std::int64_t label_at(const AsmState& s, std::int64_t index) { return s.labels[static_cast<std::size_t>(index)]; }

std::int64_t end_of(const AsmState& s) { return static_cast<std::int64_t>(s.words.size()); }

/// Faults because a statement needs more registers than the code has.
[[noreturn]] HD_COLD void too_few_registers(Context* cx, const AsmState& s) {
  const RegistersNeeded& n = s.needed;
  const std::string has = ", but the code has " + counted(s.nregs, "register");
  if (!n.site) fault_at(cx, (n.what + counted(n.first, "register") + has), n.place);
  if (n.site->op->operands[n.operand].kind != OperandKind::regs)
    wrong_operand(cx, *n.site, n.operand, "is register " + std::to_string(n.first) + has);
  wrong_operand(cx, *n.site, n.operand,
                "is a window of " + counted(n.registers - n.first, "register") + " from register " +
                    std::to_string(n.first) + has);
}

void verify_handler(Context* cx, const AsmState& s, const AsmState::Handler& h) {
  auto place_of = [&](std::int64_t label, const char* which) {
    const std::int64_t pc = label_at(s, label);
    if (pc < 0) fault_at(cx, (std::string("the label ") + which + " of a handler was never placed"), h.place);
    return pc;
  };
  if (place_of(h.from, "'from'") > place_of(h.to, "'to'"))
    fault_at(cx, "a handler covers bytecodes from a label to one that is placed before it", h.place);
  if (place_of(h.target, "'target'") == end_of(s))
    fault_at(cx, "a handler's target is at the end of the code, where no bytecode is", h.place);
}

}  // namespace

void wrong_operand(Context* cx, const EmitSite& site, int operand, const std::string& what) {
  const std::string text =
      std::string("the operand '") + site.op->operands[operand].name + "' of '" + site.op->name + "' " + what;
  fault_at(cx, text, site.place);
}

void wrong_code(Context* cx, const std::string& what) { fault_at(cx, what, cx->fault.place); }

std::int64_t verify_label(Context* cx, const AsmState& s, std::int64_t label, const char* what) {
  if (HD_LIKELY(is_label_of(s, label))) return label_index(label);
  wrong_code(cx, what + std::string(" names ") + std::to_string(label) + ", which is no label of this code");
}

void verify_code(Context* cx, const AsmState& s) {
  verify_open(cx, s);
  if (!s.last) wrong_code(cx, "the code has no bytecodes");
  if (end_of(s) > std::numeric_limits<std::int32_t>::max()) wrong_code(cx, "the code is too long for its jumps");
  if (s.nparams > s.nregs)
    fault_at(cx, ("the code has " + counted(s.nparams, "parameter") + ", but " + counted(s.nregs, "register")).c_str(),
             s.params_place);
  if (s.needed.registers > s.nregs) too_few_registers(cx, s);
  for (const auto& fixup : s.fixups) {
    const std::int64_t pc = label_at(s, fixup.label);
    if (pc < 0) wrong_operand(cx, *fixup.site, fixup.operand, "is a label that was never placed");
    if (pc == end_of(s))
      wrong_operand(cx, *fixup.site, fixup.operand, "is a label at the end of the code, where no bytecode is");
  }
  if (s.last->op->goes_on)
    fault_at(cx,
             ("the code may run past its end: '" + std::string(s.last->op->name) + "' is the last bytecode").c_str(),
             s.last->place);
  for (const auto& handler : s.handlers) verify_handler(cx, s, handler);
}

}  // namespace hd
