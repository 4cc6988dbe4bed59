#include "translator/backend/cpp/function.h"

#include <algorithm>
#include <sstream>
#include <string_view>

#include <fmt/format.h>

#include "translator/backend/cpp/values.h"
#include "translator/ir/instruction.h"
#include "translator/ir/loops.h"

namespace heddle::cpp {

using fmt::format;
using sema::TypeKind;

FunctionWriter::FunctionWriter(Module& module, Part& part, const ir::Function& function)
    : m_(module), part_(part), f_(function), sites_(module.program, function, module.sources) {
  const auto may_be_abrupt = [this](const Instr& i) { return signals(m_, i); };
  inlined_ = inlined_values(f_, may_be_abrupt);
  variables_ = variables(f_);
  if (!is_op()) return;
  encoding_ = ir::encode(function.operands);
  known_.emplace(f_);
  exits_ = exits(f_, may_be_abrupt);
}

bool FunctionWriter::has_later_form(const Module& module, const ir::Function& function) {
  return function.kind == ir::FunctionKind::op &&
         (!function.suspend_points.empty() ||
          !exits(function, [&](const Instr& i) { return signals(module, i); }).empty());
}

bool FunctionWriter::is_inline(const ir::Function& f) {
  if (f.kind == ir::FunctionKind::op || f.kind == ir::FunctionKind::builtin || f.has(sema::effect_suspends))
    return false;
  std::size_t n = 0;
  for (const auto& block : f.blocks) {
    n += block.instrs.size();
    for (const Instr& i : block.instrs)
      if (i.op == Op::emit) return false;  // files do not all include the numbers of the bytecodes
  }
  return n <= 70 && !ir::calls_in_loop(f);
}

std::string FunctionWriter::signature(const Module& m, const ir::Function& f) {
  std::string params = "Context* cx";
  if (!f.suspend_points.empty()) params += ", Frame* frame";
  if (f.kind == ir::FunctionKind::builtin) return format("bool {}({})", m.names.of(f), params);
  const std::vector<std::string> names = variables(f);
  for (std::size_t i = 0; i < static_cast<std::size_t>(f.nparams); ++i)
    params += format(", {} {}", type_name(f.regs[i]), names[i]);
  const bool value = has_value(f.result);
  if (f.may_be_abrupt())
    return format("bool {}({}{})", m.names.of(f), params, value ? ", " + type_name(f.result) + "* out" : "");
  return format("{} {}({})", value ? type_name(f.result) : "void", m.names.of(f), params);
}

/// The function with which the machine resumes a suspended function.
std::string FunctionWriter::resumption() const {
  const std::string name = m_.names.of(f_);
  const std::string head = format("HD_CC void {}_resume(HD_ARGS) ", name);
  if (is_builtin()) return head + format("HD_RESUME_BUILTIN({})\n", name);
  std::string call = format("{}(cx, frame", name);
  for (int i = 0; i < f_.nparams; ++i) call += ", {}";  // the frame holds what is needed of them
  if (!has_value(f_.result)) return head + format("HD_RESUME({}), 0)\n", call);
  return head + format("HD_RESUME_FOR({}, {}, &result), {})\n", type_name(f_.result), call, width(f_.result));
}

namespace {

/// Labels are alone on a line, indented by one.
bool is_label(const std::string& line) {
  return line.size() > 3 && line[0] == ' ' && line[1] != ' ' && line.ends_with(":;");
}

/// Removes the labels of blocks that are only fallen into.
void drop_unused_labels(std::string& text) {
  std::set<std::string> named = {"faulted"};  // by guards
  for (const std::string_view before : {"goto ", "HD_CATCH(", "HD_OP_CATCH("})
    for (auto at = text.find(before); at != text.npos; at = text.find(before, at)) {
      at += before.size();
      named.insert(text.substr(at, text.find_first_of(";)", at) - at));
    }
  std::string kept;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (!is_label(line) || named.count(line.substr(1, line.size() - 3))) kept += line + "\n";
  text = std::move(kept);
}

}  // namespace

std::string FunctionWriter::write() {
  std::string head;
  if (is_op())
    head = format("template <int form>\nHD_CC void {}(HD_ARGS) {{\n", m_.names.of(f_));
  else
    head = format("{}{}{} {{\n", is_inline(f_) ? "inline " : "", ir::calls_in_loop(f_) ? "HD_NOINLINE " : "",
                  signature(m_, f_));
  if (is_builtin()) {
    line(variables_[0] + " = 0;");
    named_.insert(0);
  }
  entries();
  check_stack();
  body();
  fault_exit();
  drop_unused_labels(out_);
  std::string text = sites_.macros();
  if (is_suspended() && !is_op()) text += resumption();
  text += line_directive(f_.span) + head + declarations() + out_ + "}\n";
  if (is_op())
    for (int v = 0; v < encoding_.variants; ++v)
      text += format("template HD_CC void {}<{}>(HD_ARGS);\n", m_.names.of(f_), v);
  return text + "\n";
}

/// Declares all variables of one type on one line, then what is common to all points where the function may wait.
std::string FunctionWriter::declarations() const {
  std::map<std::string, std::string> by_type;
  const Reg first = is_op() || is_builtin() ? 0 : f_.nparams;
  for (Reg reg : named_) {
    if (reg < first) continue;
    std::string name = type_name(type(reg));
    const bool pointer = name.back() == '*';
    if (pointer) name.pop_back();
    std::string& names = by_type[name];
    names += format("{}{}{}", names.empty() ? "" : ", ", pointer ? "*" : "", variables_[static_cast<std::size_t>(reg)]);
  }
  std::string text;
  for (const auto& [name, names] : by_type) text += format("  {} {};\n", name, names);
  if (names_abrupt_) text += "  bool abrupt;\n";
  if (is_suspended())
    text += format("  HD_KEPT_BY({}{}, {});\n", m_.names.of(f_), is_op() ? "<hd_later>" : "_resume", frame_slots());
  if (is_op() && is_suspended()) text += "  Frame* frame = nullptr;\n";
  return text;
}

std::string FunctionWriter::line_directive(source::Span span) const {
  if (!m_.options.line_directives || !span.valid()) return "";
  const std::string place = m_.program.folders.show(m_.sources, span);  // "lua/ops/tables.heddle:60:20"
  const std::string file = place.substr(0, place.rfind(':', place.rfind(':') - 1));
  return format("\n#line {} {}\n", m_.sources.place(span).line, quoted(file));
}

/// Quotes a line of the description before the first code generated from it. Without its number in the header, which
/// must not change when lines move.
void FunctionWriter::comment(source::Span span) {
  if (m_.options.line_directives || !span.valid()) return;
  const source::Place at = m_.sources.place(span);
  if (!commented_.emplace(span.file, at.line).second) return;
  std::string source(m_.sources.line(span.file, at.line));
  source.erase(0, source.find_first_not_of(' '));
  source.resize(std::min<std::size_t>(source.size(), 60));
  if (source.ends_with('\\')) source += '.';  // otherwise the next line would be part of the comment
  out_ += is_inline(f_) ? format("  // {}\n", source) : format("  // {}: {}\n", at.line, source);
}

std::string FunctionWriter::text(const Instr& i) { return *part_.strings.insert(m_.strings.name(i.text)).first; }

void FunctionWriter::body() {
  const std::vector<ir::BlockId> order = reading_order(f_);
  for (std::size_t n = 0; n < order.size(); ++n) {
    next_ = n + 1 < order.size() ? order[n + 1] : -1;
    block(static_cast<std::size_t>(order[n]));
  }
}

void FunctionWriter::block(std::size_t b) {
  block_ = &f_.blocks[b];
  out_ += format(" b{}:;\n", b) + line_directive(block_->instrs.front().span);
  for (std::size_t n = 0; n < block_->instrs.size(); ++n) {
    const Instr& i = block_->instrs[n];
    for (std::size_t e = 0; e < exits_.size(); ++e)
      if (static_cast<std::size_t>(exits_[e].block) == b && static_cast<std::size_t>(exits_[e].instr) == n)
        leave_variant(e);
    instr(i);
  }
}

void FunctionWriter::instr(const Instr& i) {
  if (i.dst != ir::no_reg && inlined_[static_cast<std::size_t>(i.dst)]) return;
  comment(i.span);
  switch (i.op) {
    case Op::new_object:
    case Op::set_field:
    case Op::record_set:
    case Op::root_set:
      return object(i);
    case Op::array_new:
    case Op::array_of:
    case Op::array_set:
    case Op::array_set_field:
    case Op::array_copy:
    case Op::array_fill:
    case Op::array_freeze:
      return array(i);
    case Op::call:
    case Op::call_method:
    case Op::route:
    case Op::call_intrinsic:
    case Op::str_concat:
    case Op::call_guest:
    case Op::wait:
      return calls(i);
    case Op::frame_reg:
    case Op::frame_set_reg:
      return frame_register(i);
    case Op::operand_set:
      return line(format("base[{}] = {};", operand_index(i), bare(i.args[0])));
    case Op::window_set:
      check(i);
      return line(format("base[{} + {}] = {};", operand_index(i), a(i, 0), bare(i.args[1])));
    case Op::emit:
      return emit_op(i);
    default:
      break;
  }
  if (ir::is_terminator(i.op)) return terminator(i);
  if (is_kept_result(i.dst)) return;  // a copy
  check(i);
  if (has_value(type(i.dst))) set(i, value(i));
}

}  // namespace heddle::cpp
