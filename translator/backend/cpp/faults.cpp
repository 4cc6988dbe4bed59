// An author's mistakes at run time, in C++: where a fault begins, passes, and becomes a guest error.
#include <fmt/format.h>

#include "translator/backend/cpp/function.h"

namespace heddle::cpp {

using fmt::format;

std::string FunctionWriter::site(const Instr& i) {
  return format("sites_of_{}[{}]", part_.name, part_.sites.index(ir::site(m_.program, f_, i, m_.sources)));
}

/// A bytecode leaves with a tail call: an ordinary call, though it never returns, would cost its function a frame.
std::string FunctionWriter::fault(const std::string& what, const Instr& i) {
  if (block_->handler >= 0) return format("{{ hd::raise_here(cx, {}, {}); {} }}", quoted(what), site(i), raise_here());
  if (is_op()) return format("HD_FAULT({}, {});", quoted(what), site(i));
  return format("hd::fault(cx, {}, {});", quoted(what), site(i));
}

void FunctionWriter::fault_if(const std::string& condition, const std::string& what, const Instr& i) {
  line(format("if (HD_UNLIKELY({})) {}", condition, fault(what, i)));
}

/// On a bytecode's fast path a call of the description is not guarded: code to catch a fault would cost the bytecode a
/// stack frame. The fault goes to the loop that runs the machine, which finds bytecode and site in the context.
void FunctionWriter::guarded(const std::string& call, const Instr& i) {
  if (!may_fault(i)) return line(call);
  const bool fast = is_op() && form_ == Form::direct && !block_->cold && i.op == Op::call;
  if (block_->handler >= 0) {
    line(format("HD_GUARD_TO_HANDLER({}, {}, {})", call, site(i), raise_here()));
  } else if (fast) {
    line(format("HD_UNGUARDED({});", site(i)));
    line(call);
  } else if (is_op()) {
    faults_end_here_ = true;
    line(format("HD_GUARD_IN_OP({}, {})", call, site(i)));
  } else {
    line(format("HD_GUARD({}, {})", call, site(i)));
  }
}

void FunctionWriter::fault_exit() {
  if (!faults_end_here_) return;
  out_ += " faulted:;\n";
  line("cx->pc = pc;");
  line("HD_RAISE;");
}

void FunctionWriter::check_stack() {
  if (!f_.watches_stack || form_ != Form::direct) return;
  line("if (HD_UNLIKELY(hd::stack_is_low())) hd::fault(cx, hd::stack_overflow);  // its place is the call's");
}

}  // namespace heddle::cpp
