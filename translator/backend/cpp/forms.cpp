// Leaving a form of a function, and entering the one in which it goes on.
#include <algorithm>

#include <fmt/format.h>

#include "translator/backend/cpp/function.h"
#include "translator/ir/instruction.h"

namespace heddle::cpp {

using fmt::format;

bool FunctionWriter::signals(const Module& module, const Instr& i) {
  if (i.op == Op::call) return module.program.function(i.callee).may_signal();
  if (i.op == Op::call_intrinsic) return ir::machine_function(i).may(sema::effect_raises);
  return ir::may(i.op, ir::fact::raises | ir::fact::suspends) && !ir::is_terminator(i.op);
}

std::vector<int> FunctionWriter::extent() const {
  std::vector<Position> from;
  if (form_ == Form::direct) from.push_back({0, 0});
  if (form_ == Form::slow)
    for (const Exit& exit : exits_) from.push_back({exit.block, exit.instr});
  if (resumes())
    for (const auto& point : f_.suspend_points) {
      from.push_back({point.block, point.instr + 1});
      const ir::BlockId handler = f_.blocks[static_cast<std::size_t>(point.block)].handler;
      if (handler >= 0) from.push_back({handler, 0});
    }
  const bool fast = form_ == Form::direct && !exits_.empty();
  return cpp::extent(
      f_, from, [&](const Instr& i) { return fast && signals(m_, i); },
      [&](const Instr& i) { return i.op == Op::raise || signals(m_, i) || may_fault(i); });
}

void FunctionWriter::leave_fast_form(std::size_t exit) {
  if (form_ == Form::slow) out_ += format(" e{}:;\n", exit);
  if (form_ != Form::direct) return;
  save("cx->carried", exits_[exit].live);
  line(format("HD_EXIT({}, {});", exit + 1, name_of(m_, f_, Form::slow)));
}

/// A slow form is entered from the fast one with the number of the exit, or, suspended before, with none. A function
/// that is not a bytecode goes on in the same form: its frame says whether it begins.
void FunctionWriter::entries() {
  if (form_ == Form::slow) exit_entries();
  if (!resumes()) return;
  if (is_op()) {
    if (form_ == Form::resume) line("hd::Frame* frame = cx->resumed;");
    line("cx->pc = pc;");
  } else {
    line("if (frame)");
  }
  resume_entries();
}

void FunctionWriter::exit_entries() {
  const bool resumable = !f_.suspend_points.empty();
  if (resumable) line("hd::Frame* frame = nullptr;");
  line("switch (std::exchange(cx->exit, 0)) {");
  for (std::size_t k = 0; k < exits_.size(); ++k) {
    line(format("  case {}:", k + 1));
    restore("cx->carried", exits_[k].live);
    line(format("  goto e{};", k));
  }
  line(resumable ? "  default: frame = cx->resumed;" : "  default: __builtin_unreachable();");
  line("}");
}

void FunctionWriter::resume_entries() {
  line("switch (frame->state) {");
  for (std::size_t k = 0; k < f_.suspend_points.size(); ++k) {
    const auto& point = f_.suspend_points[k];
    block_ = &f_.blocks[static_cast<std::size_t>(point.block)];
    line(format("  case {}:", k));
    restore("frame->slots", point.live);
    line(format("  if (cx->signal == hd::Signal::raise) {{ hd::pass_error(cx, {}); {} }}",
                site(block_->instrs[static_cast<std::size_t>(point.instr)]), raise_here()));
    take_result(block_->instrs[static_cast<std::size_t>(point.instr)]);
    line(format("  goto s{};", k));
  }
  line("  default: __builtin_unreachable();");
  line("}");
}

void FunctionWriter::save(const std::string& target, const std::vector<Reg>& regs) {
  std::string names;
  for (Reg reg : regs)
    if (has_variable(reg)) names += ", " + r(reg);
  if (!names.empty()) line(format("  hd_save({}{});", target, names));
}

void FunctionWriter::restore(const std::string& source, const std::vector<Reg>& regs) {
  std::string names;
  for (Reg reg : regs)
    if (has_variable(reg)) names += ", " + r(reg);
  if (!names.empty()) line(format("  hd_restore({}{});", source, names));
}

/// The result of a suspended instruction, from cx->results.
void FunctionWriter::take_result(const Instr& i) {
  if (i.dst == ir::no_reg) return;
  if (i.op == Op::call_guest) {
    if (i.imm & ir::guest_all)
      set(i, format("reinterpret_cast<{}>(hd::results_list(cx))", type_name(type(i.dst))));
    else
      set(i, "hd_first_result(cx)");
    return;
  }
  line(format("hd_restore(cx->results, {});", r(i.dst)));
}

std::string FunctionWriter::raise_here() const {
  if (block_->handler >= 0) return format("HD_CATCH{}(b{});", is_op() ? "_IN_OP" : "", block_->handler);
  return is_op() ? "HD_RAISE;" : "HD_RAISED;";
}

/// Slots that a suspended activation needs, wherever it is.
int FunctionWriter::frame_slots() const {
  int most = 0;
  for (const auto& point : f_.suspend_points) {
    int n = 0;
    for (Reg reg : point.live)
      if (has_variable(reg)) n += width(type(reg));
    most = std::max(most, n);
  }
  return most;
}

void FunctionWriter::signalled(const std::string& condition, const Instr& i) {
  std::string test = condition;
  if (may_fault(i)) {
    names_signalled_ = true;
    guarded(format("{}signalled = {};", i.op == Op::call ? inlined_here(i) : "", condition), i);
    test = "signalled";
  }
  const std::string trace = passes_errors(i) ? format("hd::pass_error(cx, {}); ", site(i)) : "";
  const std::string raised = trace.empty() ? raise_here() : format("{{ {}{} }}", trace, raise_here());
  if (i.suspend < 0) return line(format("if (HD_UNLIKELY({})) {}", test, raised));
  line(format("if (HD_UNLIKELY({})) {{", test));
  line(format("  if (cx->signal == hd::Signal::raise) {}", raised));
  const std::string form = name_of(m_, f_, is_op() && !exits_.empty() ? Form::slow : Form::resume);
  // A bytecode's direct form is never resumed, so there the frame is always a new one.
  const bool first = is_op() && form_ == Form::direct;
  line(format("  {} = hd::keep(cx, {}, &{}, {}, {});", first ? "hd::Frame* const frame" : "frame",
              first ? "nullptr" : "frame", form, i.suspend, frame_slots()));
  save("frame->slots", f_.suspend_points[static_cast<std::size_t>(i.suspend)].live);
  line(is_op() ? "  HD_SUSPEND(frame); }" : "  return true; }");
}

}  // namespace heddle::cpp
