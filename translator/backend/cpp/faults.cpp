// An author's mistakes at run time, in C++: where a fault is thrown, passes through, and becomes a guest error.
#include <fmt/format.h>

#include "translator/backend/cpp/function.h"

namespace heddle::cpp {

using fmt::format;

std::string FunctionWriter::named_site(const Instr& i) {
  const std::string name = format("at_{}_{}", m_.names.of(f_), ++named_sites_);
  m_.declared_places += format("extern const char {}[];\n", name);
  m_.places += format("const char {}[] = {};\n", name, quoted(ir::site(m_.program, f_, i, m_.sources)));
  return name;
}

/// A bytecode leaves with a tail call: an ordinary call, even one that never returns, would cost its function a frame.
std::string FunctionWriter::fault(const std::string& what, const Instr& i) {
  if (block_->handler >= 0) return format("HD_RAISE_HERE({}, {}, {})", quoted(what), site(i), raise_here());
  if (is_op()) return format("HD_FAULT({}, {})", quoted(what), site(i));
  return format("hd::fault(cx, {}, {});", quoted(what), site(i));
}

void FunctionWriter::fault_if(const std::string& condition, const std::string& what, const Instr& i) {
  if (block_->handler >= 0) return line(format("if (HD_UNLIKELY({})) {}", condition, fault(what, i)));
  line(format("{}({}, {}, {})", op_or_not("FAULT_IF"), condition, quoted(what), site(i)));
}

void FunctionWriter::check_as(const std::string& name, const std::string& operands, const std::string& failed,
                              const std::string& what, const Instr& i) {
  if (block_->handler >= 0) return fault_if(failed, what, i);
  line(format("{}({}, {})", op_or_not(name.c_str()), operands, site(i)));
}

bool FunctionWriter::is_inlined_here(const Instr& i) const {
  constexpr std::size_t small = 40;  // instructions
  const ir::Function& callee = m_.program.function(i.callee);
  if (block_->cold || is_exit(i) || !is_inline(callee)) return false;
  std::size_t size = 0;
  for (const auto& block : callee.blocks)
    if (!block.cold) size += block.instrs.size();
  return is_op() || (size <= small && !is_inline(f_));
}

/// `call` has no semicolon.
void FunctionWriter::guarded(const std::string& call, const Instr& i) {
  const bool inlined = i.op == Op::call && is_inlined_here(i);
  const std::string here = inlined && !is_op() ? "[[clang::always_inline]] " : "";
  if (!may_fault(i)) return line(inlined && is_op() ? format("HD_OP_INLINE({})", call) : here + call + ";");
  if (block_->handler >= 0) return line(format("HD_GUARD_TO({}, {}{}, {})", raise_here(), here, call, site(i)));
  faults_end_here_ = faults_end_here_ || is_op();
  if (is_fast(i)) return line(format("{}({}, {})", inlined ? "HD_OP_CALL_INLINE" : "HD_OP_CALL", call, site(i)));
  line(format("{}({}{}, {})", op_or_not("GUARD"), here, call, site(i)));
}

void FunctionWriter::fault_exit() {
  if (!faults_end_here_) return;
  out_ += " faulted:;\n";
  line("cx->pc = pc;");
  line("HD_RAISE");
}

void FunctionWriter::check_stack() {
  if (f_.watches_stack && !is_op()) line("HD_WATCH_STACK");
  if (f_.watches_stack && is_op()) line("if (form != hd_later) HD_WATCH_STACK");
}

}  // namespace heddle::cpp
