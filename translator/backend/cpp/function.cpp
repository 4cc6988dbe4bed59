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

FunctionWriter::FunctionWriter(Module& module, Part& part, const ir::Function& function, Form form, int variant)
    : m_(module), part_(part), f_(function), form_(form), variant_(variant) {
  const auto may_signal = [this](const Instr& i) { return signals(m_, i); };
  inlined_ = inlined_values(f_, may_signal);
  if (is_op()) {
    encoding_ = ir::encode(function.operands);
    known_.emplace(f_);
    exits_ = exits(f_, may_signal);
  }
  extent_ = extent();
}

bool FunctionWriter::has_slow_form(Module& module, const ir::Function& function) {
  return !exits(function, [&](const Instr& i) { return signals(module, i); }).empty();
}

bool FunctionWriter::is_inline(const ir::Function& f) {
  if (f.kind == ir::FunctionKind::op || f.kind == ir::FunctionKind::builtin || f.has(sema::effect_suspends))
    return false;
  std::size_t n = 0;
  for (const auto& block : f.blocks) n += block.instrs.size();
  return n <= 70 && !ir::calls_in_loop(f);
}

std::string FunctionWriter::signature(const Module& m, const ir::Function& f) {
  std::string params = "hd::Context* cx";
  if (!f.suspend_points.empty()) params += ", hd::Frame* frame";
  if (f.kind == ir::FunctionKind::builtin) return format("bool {}({})", m.names.of(f), params);
  for (int i = 0; i < f.nparams; ++i)
    params += format(", {} {}", type_name(f.regs[static_cast<std::size_t>(i)]), variable(f, i));
  const bool value = has_value(f.result);
  if (f.may_signal())
    return format("bool {}({}{})", m.names.of(f), params, value ? ", " + type_name(f.result) + "* out" : "");
  return format("{} {}({})", value ? type_name(f.result) : "void", m.names.of(f), params);
}

std::string FunctionWriter::resumption(const Module& m, const ir::Function& f) {
  const std::string name = m.names.of(f);
  std::string text = format("HD_CC void {}(HD_ARGS) {{\n", name_of(m, f, Form::resume));
  text += "  bool signalled;\n";
  if (f.kind == ir::FunctionKind::builtin)
    return text + format(
                      "  HD_GUARD_RESUMED(signalled = {}(cx, cx->resumed))\n  if (signalled) HD_LEAVE_BUILTIN;\n"
                      "  HD_FINISH_BUILTIN;\n}}\n\n",
                      name);
  std::string args;
  for (int i = 0; i < f.nparams; ++i) args += ", {}";  // the frame has what is needed of them
  const bool value = has_value(f.result);
  text += "  hd::Frame* const frame = cx->resumed;\n";
  if (value) text += format("  {} result;\n", type_name(f.result));
  text += format("  HD_GUARD_RESUMED(signalled = {}(cx, frame{}{}))\n  if (signalled) HD_LEAVE(frame);\n", name, args,
                 value ? ", &result" : "");
  if (value) text += format("  hd::reserve_results(cx, {0});\n  hd_save(cx->results, result);\n", width(f.result));
  return text + format("  cx->nresults = {};\n  HD_FINISH(frame);\n}}\n\n", value ? width(f.result) : 0);
}

std::string FunctionWriter::name_of(const Module& m, const ir::Function& f, Form form, int variant) {
  const std::string name = m.names.of(f);
  if (form == Form::resume) return name + "_resume";
  if (form == Form::slow) return name + "_slow";
  return f.kind == ir::FunctionKind::op ? format("{}_v{}", name, variant) : name;
}

namespace {

/// Where labels stand: alone on a line, indented by one.
bool is_label(const std::string& line) {
  return line.size() > 3 && line[0] == ' ' && line[1] != ' ' && line.ends_with(":;");
}

/// Blocks into which only the one before falls need no label.
void drop_unused_labels(std::string& text) {
  std::set<std::string> named = {"faulted"};  // by guards
  for (const std::string_view before : {"goto ", "HD_CATCH(", "HD_CATCH_IN_OP("})
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
    head = format("HD_CC void {}(HD_ARGS) {{\n", name_of(m_, f_, form_, variant_));
  else
    head = format("{}{} {{\n", ir::calls_in_loop(f_) ? "HD_NOINLINE " : "", signature(m_, f_));
  if (is_builtin()) line(variable(f_, 0) + " = 0;");
  if (is_builtin()) variables_.insert(0);
  entries();
  check_stack();
  body();
  fault_exit();
  drop_unused_labels(out_);
  return line_directive(f_.span) + head + declarations() + out_ + "}\n\n";
}

/// All variables of one type in one line.
std::string FunctionWriter::declarations() const {
  std::map<std::string, std::string> by_type;
  const Reg first = is_op() || is_builtin() ? 0 : f_.nparams;
  for (Reg reg : variables_) {
    if (reg < first) continue;
    std::string name = type_name(type(reg));
    const bool pointer = name.back() == '*';
    if (pointer) name.pop_back();
    std::string& names = by_type[name];
    names += format("{}{}{}", names.empty() ? "" : ", ", pointer ? "*" : "", variable(f_, reg));
  }
  std::string text;
  for (const auto& [name, names] : by_type) text += format("  {} {};\n", name, names);
  if (names_signalled_) text += "  bool signalled;\n";
  return text;
}

std::string FunctionWriter::line_directive(source::Span span) const {
  if (!m_.options.line_directives || !span.valid()) return "";
  return format("\n#line {} {}\n", m_.sources.place(span).line, quoted(m_.sources.path(span.file)));
}

/// A line of the description precedes what became of it, the first time that it comes.
void FunctionWriter::comment(source::Span span) {
  if (m_.options.line_directives || !span.valid()) return;
  const source::Place at = m_.sources.place(span);
  if (!commented_.emplace(span.file, at.line).second) return;
  std::string source(m_.sources.line(span.file, at.line));
  source.erase(0, source.find_first_not_of(' '));
  source.resize(std::min<std::size_t>(source.size(), 60));
  if (source.ends_with('\\')) source += '.';  // or the next line would be part of the comment
  out_ += format("  // {}: {}\n", at.line, source);
}

std::string FunctionWriter::text(const Instr& i) {
  return format("strings_of_{}[{}]", part_.name, part_.strings.index(i.text));
}

void FunctionWriter::body() {
  for (std::size_t b = 0; b < f_.blocks.size(); ++b) {
    if (extent_[b] < 0) continue;
    next_ = -1;
    for (std::size_t n = b + 1; n < f_.blocks.size() && next_ < 0; ++n)
      if (extent_[n] == 0)
        next_ = static_cast<ir::BlockId>(n);
      else if (extent_[n] > 0)
        break;  // entered in its middle: nothing falls into it
    block(b);
  }
}

void FunctionWriter::block(std::size_t b) {
  block_ = &f_.blocks[b];
  const auto first = static_cast<std::size_t>(extent_[b]);
  if (first == 0) out_ += format(" b{}:;\n", b);
  out_ += line_directive(block_->instrs[first].span);
  if (first > 0 && resumes() && block_->instrs[first - 1].suspend >= 0)
    out_ += format(" s{}:;\n", block_->instrs[first - 1].suspend);
  for (std::size_t n = first; n < block_->instrs.size(); ++n) {
    const Instr& i = block_->instrs[n];
    const auto exit = std::find_if(exits_.begin(), exits_.end(), [&](const Exit& e) {
      return static_cast<std::size_t>(e.block) == b && static_cast<std::size_t>(e.instr) == n;
    });
    if (exit != exits_.end()) {
      leave_fast_form(static_cast<std::size_t>(exit - exits_.begin()));
      if (form_ == Form::direct) return;
    }
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
  check(i);
  if (has_value(type(i.dst))) set(i, value(i));
}

}  // namespace heddle::cpp
