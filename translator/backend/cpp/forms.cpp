// Leaving a function that may wait or raise, and resuming it.
#include <algorithm>

#include <fmt/format.h>

#include "translator/backend/cpp/function.h"
#include "translator/ir/instruction.h"

namespace heddle::cpp {

using fmt::format;

bool FunctionWriter::signals(const Module& module, const Instr& i) {
  if (i.op == Op::call) return module.program.function(i.callee).may_be_abrupt();
  if (i.op == Op::call_intrinsic) return ir::machine_function(i).may(sema::effect_raises);
  return ir::may(i.op, ir::fact::raises | ir::fact::suspends) && !ir::is_terminator(i.op);
}

/// Returns true if only the later form of the bytecode continues after `i`.
bool FunctionWriter::is_exit(const Instr& i) const { return !exits_.empty() && signals(m_, i); }

void FunctionWriter::leave_variant(std::size_t exit) {
  line(format("HD_EXIT({}, {}{})", m_.names.of(f_), exit + 1, registers(exits_[exit].live)));
}

/// The later form of a bytecode is entered from a variant with the number of the exit, or, after a suspension, with
/// none. A function that is not a bytecode starts if its frame is null, and resumes otherwise.
void FunctionWriter::entries() {
  std::string states;
  for (std::size_t n = 0; n < f_.suspend_points.size(); ++n)
    if (is_resumed_at(f_.suspend_points[n])) states += format(" case {0}: goto s{0};", n);
  const std::string resumed = format("switch (frame->state) {{{} default: __builtin_unreachable(); }}", states);
  if (!is_op()) {
    if (is_suspended()) line("if (frame) " + resumed);
    return;
  }
  if (exits_.empty() && !is_suspended()) return;
  line("if (form == hd_later) {");
  if (!exits_.empty()) {
    std::string numbers;
    for (std::size_t n = 1; n <= exits_.size(); ++n) numbers += format(" case {0}: goto e{0};", n);
    line(format("  switch (std::exchange(cx->exit, 0)) {{{} default: {}; }}", numbers,
                is_suspended() ? "break" : "__builtin_unreachable()"));
  }
  if (is_suspended()) {
    line("  frame = cx->resumed;");
    line("  cx->pc = pc;");
    line("  " + resumed);
  }
  line("}");
}

std::string FunctionWriter::registers(const std::vector<Reg>& regs) {
  std::string names;
  for (Reg reg : regs)
    if (has_variable(reg)) names += ", " + r(reg);
  return names;
}

/// Takes the result of an instruction that waits from cx->results.
void FunctionWriter::take_result(const Instr& i) {
  if (i.dst == ir::no_reg || is_kept_result(i.dst)) return;
  if (ir::gives_values(i))
    set(i, format("reinterpret_cast<{}>(hd::results_list(cx))", type_name(type(i.dst))));
  else if (i.op == Op::call_guest)
    set(i, "hd_first_result(cx)");
  else
    line(format("hd_restore(cx->results, {});", r(i.dst)));
}

std::string FunctionWriter::raise_here() const {
  if (block_->handler >= 0) return format("{}(b{})", op_or_not("CATCH"), block_->handler);
  return is_op() ? "HD_RAISE" : "HD_RAISED";
}

/// The most slots that a suspended activation needs at any suspend point.
int FunctionWriter::frame_slots() const {
  int most = 0;
  for (const auto& point : f_.suspend_points) {
    if (!is_resumed_at(point)) continue;
    int n = 0;
    for (Reg reg : point.live)
      if (has_variable(reg)) n += width(type(reg));
    most = std::max(most, n);
  }
  return most;
}

/// Where an error of the instruction goes.
std::string FunctionWriter::way_out(const Instr& i) {
  if (!passes_errors(i)) return raise_here();
  if (block_->handler >= 0) return format("HD_TO({}, {})", raise_here(), site(i));
  return format("{}({})", op_or_not("PASSED"), site(i));
}

/// The usual combinations have macros of their own in runtime/code/ways_out.h.
void FunctionWriter::abrupt(const std::string& call, const Instr& i) {
  names_abrupt_ = true;
  const bool waits = i.suspend >= 0, guarded_call = may_fault(i),
             inlined = i.op == Op::call && guarded_call && is_inlined_here(i);
  const ir::SuspendPoint* const point = waits ? &f_.suspend_points[static_cast<std::size_t>(i.suspend)] : nullptr;
  const bool plain = block_->handler < 0 && !is_fast(i) && !inlined && !(point && point->passes_on);
  const std::string saved = point ? registers(point->live) : std::string();
  // If a call had to wait, its result is in cx->results instead of its variable; other instructions always leave it
  // there.
  const std::string result = i.op == Op::call && i.dst != ir::no_reg && has_value(type(i.dst)) ? r(i.dst) : "";
  if (plain && waits && !guarded_call && !passes_errors(i))
    return line(format("{}({}, {}{})", op_or_not("ROUTE"), i.suspend, call, saved));
  if (plain && guarded_call && passes_errors(i)) {
    faults_end_here_ = faults_end_here_ || is_op();
    if (!waits) return line(format("{}({}, {})", op_or_not("MAY_RAISE"), call, site(i)));
    if (result.empty()) return line(format("{}({}, {}, {}{})", op_or_not("WAITS"), i.suspend, call, site(i), saved));
    return line(format("{}({}, {}, {}, {}{})", op_or_not("WAITS_FOR"), result, i.suspend, call, site(i), saved));
  }
  save_pc();
  guarded_call ? guarded("abrupt = " + call, i) : line(format("abrupt = {};", call));
  if (!waits) return line(format("HD_SIGNALLED({})", way_out(i)));
  if (!is_resumed_at(*point)) return line(format("HD_PASSES_ON({})", way_out(i)));
  if (point->passes_on && point->operand >= 0)
    line(format("HD_DELIVERS({}, {}, 1)", encoding_.words, operand_index(point->operand)));
  else if (point->passes_on)
    line(format("HD_DELIVERS({}, 0, 0)", encoding_.words));
  const std::string taken = result.empty() ? "HD_NOTHING" : format("hd_restore(cx->results, {})", result);
  line(format("{}({}, {}, {}{})", op_or_not("WAITING"), i.suspend, way_out(i), taken, saved));
}

}  // namespace heddle::cpp
