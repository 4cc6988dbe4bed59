#include "translator/backend/cpp/function.h"

#include <algorithm>

#include <fmt/format.h>

#include "translator/ir/loops.h"

namespace heddle::cpp {

using fmt::format;
using sema::TypeKind;

FunctionWriter::FunctionWriter(Module& module, const ir::Function& function, Form form, int variant)
    : m_(module), f_(function), form_(form), variant_(variant) {
  if (!is_op()) return;
  encoding_ = ir::encode(function.operands);
  if (form != Form::resume) exits_ = exits(f_, [&](const Instr& i) { return signals(m_, i); });
}

bool FunctionWriter::has_slow_form(Module& module, const ir::Function& function) {
  return !FunctionWriter(module, function, Form::direct).exits_.empty();
}

bool FunctionWriter::is_inline(const ir::Function& f) {
  if (f.kind == ir::FunctionKind::op || f.kind == ir::FunctionKind::builtin || f.has(sema::effect_suspends))
    return false;
  std::size_t n = 0;
  for (const auto& block : f.blocks) n += block.instrs.size();
  return n <= 70 && !ir::calls_in_loop(f);
}

bool FunctionWriter::signals(const Module& module, const Instr& i) {
  switch (i.op) {
    case Op::call:
      return module.program.function(i.callee).may_signal();
    case Op::call_intrinsic:
      return module.options.signalling.count(i.text) != 0;
    case Op::route:
    case Op::call_guest:
    case Op::wait:
    case Op::array_new:
    case Op::array_of:
    case Op::array_freeze:
      return true;
    default:
      return false;
  }
}

std::string FunctionWriter::signature(const ir::Function& f) {
  const std::string name = function_name(f);
  if (f.kind == ir::FunctionKind::builtin) return format("bool {}(hd::Context* cx, std::int64_t)", name);
  std::string params = "hd::Context* cx";
  for (int i = 0; i < f.nparams; ++i) params += format(", {} r{}", type_name(f.regs[static_cast<std::size_t>(i)]), i);
  const bool value = has_value(f.result);
  if (f.may_signal()) return format("bool {}({}{})", name, params, value ? ", " + type_name(f.result) + "* out" : "");
  return format("{} {}({})", value ? type_name(f.result) : "void", name, params);
}

std::string FunctionWriter::write() {
  const std::string place = line_directive(f_.span);
  if (form_ == Form::resume)
    out_ = format("HD_CC void {}(HD_ARGS) {{\n",
                  is_op() ? format("{}_v{}_resume", function_name(f_), variant_) : resume_name(f_));
  else if (is_op())
    out_ = format("HD_CC void {}_v{}{}(HD_ARGS) {{\n", function_name(f_), variant_, form_ == Form::slow ? "_slow" : "");
  else
    out_ = format("{}{} {{\n", ir::calls_in_loop(f_) ? "HD_NOINLINE " : "", signature(f_));
  const int first = form_ == Form::resume || is_op() ? 0 : is_builtin() ? 0 : f_.nparams;
  for (std::size_t reg = static_cast<std::size_t>(first); reg < f_.regs.size(); ++reg)
    if (has_value(f_.regs[reg])) line(format("[[maybe_unused]] {} r{};", type_name(f_.regs[reg]), reg));
  if (is_builtin() && form_ == Form::direct) line("r0 = 0;");
  if (form_ == Form::resume) resume_entry();
  if (form_ == Form::slow) slow_entry();
  check_stack();
  body();
  fault_exit();
  return place + out_ + "}\n\n";
}

std::string FunctionWriter::line_directive(source::Span span) const {
  if (!m_.options.line_directives || !span.valid()) return "";
  return format("\n#line {} {}\n", m_.sources.place(span).line, quoted(m_.sources.path(span.file)));
}

/// A bytecode leaves with a tail call: an ordinary call, though it never returns, would cost its function a frame.
std::string FunctionWriter::fault(const std::string& what, const Instr& i) {
  if (block_->handler >= 0) return format("{{ hd::raise_here(cx, {}, {}); {} }}", quoted(what), site(i), to_handler());
  if (!operation()) return format("hd::fault(cx, {}, {});", quoted(what), site(i));
  const char* const leave = is_op() ? "raise_fault" : is_builtin() ? "native_fault" : "finish_fault";
  return format("{{ {}cx->fault = {{{}, {}}}; HD_TAIL hd::{}(HD_PASS); }}", is_op() ? "" : "cx->resumed = frame; ",
                quoted(what), site(i), leave);
}

/// The stack may have moved.
std::string FunctionWriter::to_handler() const {
  return format("cx->signal = hd::Signal::none; {}goto b{};", is_op() ? "base = cx->base; " : "", block_->handler);
}

/// A fault that passes adds this place to its traceback, or ends here: there is a handler, or nothing but the machine
/// below.
void FunctionWriter::guarded(const std::string& call, const Instr& i) {
  if (!may_fault(i)) return line(call);
  line(format("try {{ {} }} catch (hd::Fault& fault) {{", call));
  if (block_->handler >= 0) {
    line(format("  hd::catch_fault(cx, fault, {}); {}", site(i), to_handler()));
  } else if (operation()) {
    line(format("  hd::catch_fault(cx, fault, {}); goto faulted;", site(i)));
    faults_end_here_ = true;
  } else {
    line(format("  fault.pass({}); throw;", site(i)));
  }
  line("}");
}

/// Where guarded calls of an operation go on.
void FunctionWriter::fault_exit() {
  if (!faults_end_here_) return;
  out_ += " faulted:;\n";
  if (is_op()) line("cx->pc = pc;");
  leave_with_error();
}

void FunctionWriter::check_stack() {
  if (!f_.recursive || form_ != Form::direct) return;
  line("if (HD_UNLIKELY(hd::stack_is_low())) hd::fault(cx, hd::stack_overflow);  // its place is the call's");
}

void FunctionWriter::fault_if(const std::string& condition, const std::string& what, const Instr& i) {
  line(format("if (HD_UNLIKELY({})) {}", condition, fault(what, i)));
}

std::string FunctionWriter::site(const Instr& i) const { return quoted(ir::site(m_.program, f_, i, m_.sources)); }

void FunctionWriter::body() {
  for (std::size_t b = 0; b < f_.blocks.size(); ++b) {
    block_ = &f_.blocks[b];
    out_ += format(" b{}:;\n", b);
    if (!block_->instrs.empty()) out_ += line_directive(block_->instrs[0].span);
    for (std::size_t n = 0; n < block_->instrs.size(); ++n) {
      const auto exit = std::find_if(exits_.begin(), exits_.end(), [&](const Exit& e) {
        return static_cast<std::size_t>(e.block) == b && static_cast<std::size_t>(e.instr) == n;
      });
      if (exit != exits_.end()) {
        leave_fast_form(static_cast<std::size_t>(exit - exits_.begin()));
        if (form_ == Form::direct) break;
      }
      instr(block_->instrs[n]);
    }
  }
}

void FunctionWriter::leave_fast_form(std::size_t exit) {
  if (form_ == Form::slow) {
    out_ += format(" e{}:;\n", exit);
    return;
  }
  int at = 0;
  for (Reg reg : exits_[exit].live)
    if (has_value(type(reg))) encode_to("cx->carried", type(reg), r(reg), at);
  line(format("cx->exit = {};", exit));
  line(format("HD_TAIL {}_v{}_slow(HD_PASS);", function_name(f_), variant_));
}

void FunctionWriter::slow_entry() {
  line("switch (cx->exit) {");
  for (std::size_t k = 0; k < exits_.size(); ++k) {
    line(format("  case {}:", k));
    int at = 0;
    for (Reg reg : exits_[k].live)
      if (has_value(type(reg))) line(format("  {} = {};", r(reg), decode_from("cx->carried", type(reg), at)));
    line(format("  goto e{};", k));
  }
  line("}");
  line("__builtin_unreachable();");
}

void FunctionWriter::resume_entry() {
  line("hd::Frame* const frame = cx->resumed;");
  if (is_op()) line("cx->pc = pc;");
  line("switch (frame->state) {");
  for (std::size_t k = 0; k < f_.suspend_points.size(); ++k) line(format("  case {}: goto l{};", k, k));
  line("}");
  line("__builtin_unreachable();");
  for (std::size_t k = 0; k < f_.suspend_points.size(); ++k) {
    const auto& point = f_.suspend_points[k];
    block_ = &f_.blocks[static_cast<std::size_t>(point.block)];
    const Instr& i = block_->instrs[static_cast<std::size_t>(point.instr)];
    out_ += format(" l{}:\n", k);
    load_list(point);
    line("if (cx->signal == hd::Signal::raise) {");
    line(format("hd::pass_error(cx, {});", site(i)));
    raise_here();
    line("}");
    take_result(i);
    line(format("goto s{};", k));
  }
}

void FunctionWriter::encode_to(const std::string& target, const ir::Type* type, const std::string& value, int& at) {
  if (type->kind == TypeKind::record) {
    for (const auto& field : type->fields) encode_to(target, field.type, value + ".f_" + plain(field.name), at);
    return;
  }
  line(format("{}[{}] = {};", target, at++, encoded(type, value)));
}

std::string FunctionWriter::decode_from(const std::string& source, const ir::Type* type, int& at) {
  if (type->kind != TypeKind::record) return decoded(type, format("{}[{}]", source, at++));
  std::string fields;
  for (const auto& field : type->fields) fields += (fields.empty() ? "" : ", ") + decode_from(source, field.type, at);
  return struct_name(type) + "{" + fields + "}";
}

void FunctionWriter::spill_list(const ir::SuspendPoint& point) {
  int at = 0;
  for (Reg reg : point.live)
    if (has_value(type(reg))) encode_to("frame->slots", type(reg), r(reg), at);
}

void FunctionWriter::load_list(const ir::SuspendPoint& point) {
  int at = 0;
  for (Reg reg : point.live)
    if (has_value(type(reg))) line(format("{} = {};", r(reg), decode_from("frame->slots", type(reg), at)));
}

/// The result of a suspended instruction, from cx->results.
void FunctionWriter::take_result(const Instr& i) {
  if (i.dst == ir::no_reg) return;
  if (i.op == Op::call_guest) {
    if (i.imm & 1)
      set(i, format("reinterpret_cast<{}>(hd::results_list(cx))", type_name(type(i.dst))));
    else
      set(i, "cx->nresults ? cx->results[0] : hd::Value::nil()");
    return;
  }
  int at = 0;
  set(i, decode_from("cx->results", type(i.dst), at));
}

/// Leaves with the error in cx->error, or goes to the handler.
void FunctionWriter::raise_here() {
  if (block_->handler >= 0) return line("  " + to_handler());
  leave_with_error();
}

void FunctionWriter::leave_with_error() {
  if (is_op()) {
    line("  base = cx->base;");
    line("  HD_TAIL hd::raise(HD_PASS);");
  } else if (form_ == Form::direct) {
    line("  cx->signal = hd::Signal::raise;");
    line("  return true;");
  } else {
    line("  cx->signal = hd::Signal::raise;");
    if (is_builtin())
      line("  HD_TAIL hd::native_finish(HD_PASS);");
    else
      line("  cx->resumed = frame; HD_TAIL hd::finish(HD_PASS);");
  }
}

void FunctionWriter::signalled(const std::string& condition, const Instr& i) {
  std::string signalled = condition;
  if (may_fault(i)) {
    line("{ bool signalled;");
    guarded(format("signalled = {};", condition), i);
    signalled = "signalled";
  }
  line(format("if (HD_UNLIKELY({})) {{", signalled));
  if (i.suspend < 0) {
    if (passes_errors(i)) line(format("hd::pass_error(cx, {});", site(i)));
    raise_here();
    line(may_fault(i) ? "}}" : "}");
    return;
  }
  const auto& point = f_.suspend_points[static_cast<std::size_t>(i.suspend)];
  line("if (cx->signal == hd::Signal::raise) {");
  line(format("hd::pass_error(cx, {});", site(i)));
  raise_here();
  line("}");
  if (form_ != Form::resume) {
    const std::string resume = is_op() ? format("{}_v{}_resume", function_name(f_), variant_) : resume_name(f_);
    line(format("[[maybe_unused]] hd::Frame* frame = hd::spill(cx, &{}, {}, {});", resume, i.suspend, [&] {
      int most = 0;
      for (const auto& p : f_.suspend_points) {
        int n = 0;
        for (Reg reg : p.live)
          if (has_value(type(reg))) n += width(type(reg));
        most = std::max(most, n);
      }
      return most;
    }()));
    spill_list(point);
    if (is_op()) {
      line("frame->pc = pc;");
      line("base = cx->base;");
      line("HD_TAIL hd::suspend(HD_PASS);");
    } else {
      line("return true;");
    }
  } else {
    spill_list(point);
    line(format("frame->state = {};", i.suspend));
    line("hd::relink(cx, frame);");
    line("base = cx->base;");
    line("HD_TAIL hd::suspend(HD_PASS);");
  }
  line(may_fault(i) ? "}}" : "}");
}

std::string FunctionWriter::arm_test(const ir::Type* payload, const std::string& v) const {
  if (!payload || payload->kind == TypeKind::nil) return v + ".tag == hd::tag_nil";
  switch (payload->kind) {
    case TypeKind::boolean:
      return v + ".tag == hd::tag_bool";
    case TypeKind::integer:
      return v + ".tag == hd::tag_int";
    case TypeKind::float64:
      return v + ".tag == hd::tag_float";
    default:
      break;
  }
  if (payload->sharing == sema::Sharing::owned) return format("hd_is_owned_class(cx, {}, {})", v, payload->class_id);
  return format("{}.is_class({})", v, payload->class_id);
}

void FunctionWriter::instr(const Instr& i) {
  switch (i.op) {
    case Op::const_int:
      set(i, format("static_cast<{}>({}{})", type_name(type(i.dst)),
                    i.imm == INT64_MIN ? std::string("INT64_MIN") : std::to_string(i.imm),
                    i.imm == INT64_MIN ? "" : "LL"));
      return;
    case Op::const_float:
      set(i, format("hd_f64(0x{:016x}ull)", [&] {
            std::uint64_t u;
            __builtin_memcpy(&u, &i.number, 8);
            return u;
          }()));
      return;
    case Op::const_bool:
      set(i, i.imm ? "true" : "false");
      return;
    case Op::const_str:
      set(i, format("hd_strings[{}]", m_.string(i.text)));
      return;
    case Op::const_null:
      set(i, "nullptr");
      return;
    case Op::const_nil:
      set(i, "hd::Value::nil()");
      return;
    case Op::const_native:
      set(i, format("hd::native_object(cx, {})", m_.natives.at(i.callee)));
      return;
    case Op::const_table:
      set(i, format("hd_tables[{}]", i.imm));
      return;
    case Op::move:
      if (has_value(type(i.dst))) set(i, a(i, 0));
      return;
    case Op::cast_ref:
      set(i, format("({})({})", type_name(type(i.dst)), a(i, 0)));
      return;
    case Op::box:
      set(i, boxed(type(i.args[0]), a(i, 0)));
      return;
    case Op::unbox:
      set(i, unboxed(type(i.dst), a(i, 0)));
      return;
    case Op::test_arm:
      set(i, arm_test(m_.program.types->value()->arms[static_cast<std::size_t>(i.imm)].type, a(i, 0)));
      return;
    case Op::add:
    case Op::sub:
    case Op::mul:
    case Op::div:
    case Op::rem:
    case Op::band:
    case Op::bor:
    case Op::bxor:
    case Op::shl:
    case Op::shr:
    case Op::neg:
    case Op::bnot:
    case Op::add_overflows:
    case Op::sub_overflows:
    case Op::mul_overflows:
    case Op::convert:
    case Op::bitcast:
    case Op::enum_from:
      return number(i);
    case Op::eq:
    case Op::ne:
    case Op::lt:
    case Op::le:
    case Op::gt:
    case Op::ge:
    case Op::not_:
      return compare(i);
    case Op::test_class:
    case Op::checked_cast:
    case Op::narrow:
    case Op::new_object:
    case Op::get_field:
    case Op::set_field:
    case Op::record_make:
    case Op::record_get:
    case Op::record_set:
    case Op::root_get:
    case Op::root_set:
      return object(i);
    case Op::array_new:
    case Op::array_of:
    case Op::array_len:
    case Op::array_get:
    case Op::array_set:
    case Op::array_get_field:
    case Op::array_set_field:
    case Op::array_copy:
    case Op::array_fill:
    case Op::array_freeze:
    case Op::str_len:
    case Op::str_get:
      return array(i);
    case Op::call:
    case Op::call_method:
    case Op::route:
    case Op::call_intrinsic:
    case Op::call_guest:
    case Op::wait:
      return calls(i);
    case Op::operand_get:
    case Op::operand_set:
    case Op::window_get:
    case Op::window_set:
    case Op::args_len:
    case Op::args_get:
    case Op::args_from:
      return operands(i);
    case Op::emit:
      return emit_op(i);
    case Op::catch_value:
      set(i, "cx->error");
      return;
    default:
      return terminator(i);
  }
}

void FunctionWriter::number(const Instr& i) {
  const ir::Type* t = i.dst == ir::no_reg ? nullptr : type(i.dst);
  const std::string c = type_name(t);
  if (i.op == Op::convert) return set(i, format("hd_convert<{}>({})", c, a(i, 0)));
  if (i.op == Op::bitcast) return set(i, format("__builtin_bit_cast({}, {})", c, a(i, 0)));
  if (i.op == Op::enum_from) {
    fault_if(format("static_cast<std::uint64_t>({}) >= {}u", a(i, 0), t->constants.size()), "number outside the enum",
             i);
    return set(i, format("static_cast<std::int32_t>({})", a(i, 0)));
  }
  if (i.op == Op::add_overflows || i.op == Op::sub_overflows || i.op == Op::mul_overflows) {
    const std::string name = i.op == Op::add_overflows ? "add" : i.op == Op::sub_overflows ? "sub" : "mul";
    const std::string operand = type_name(type(i.args[0]));
    return set(i, format("[&] {{ {} ignored; return __builtin_{}_overflow({}, {}, &ignored); }}()", operand, name,
                         a(i, 0), a(i, 1)));
  }
  if (i.op == Op::neg)
    return set(i, t->kind == TypeKind::float64 ? "-" + a(i, 0) : format("hd_sub<{}>(0, {})", c, a(i, 0)));
  if (i.op == Op::bnot) return set(i, format("static_cast<{}>(~{})", c, a(i, 0)));
  static const std::map<Op, std::pair<const char*, const char*>> names = {
      {Op::add, {"+", "hd_add"}}, {Op::sub, {"-", "hd_sub"}}, {Op::mul, {"*", "hd_mul"}}, {Op::div, {"/", "hd_div"}},
      {Op::rem, {"%", "hd_rem"}}, {Op::band, {"&", ""}},      {Op::bor, {"|", ""}},       {Op::bxor, {"^", ""}},
      {Op::shl, {"", "hd_shl"}},  {Op::shr, {"", "hd_shr"}}};
  const auto& [symbol, function] = names.at(i.op);
  if (t->kind == TypeKind::float64 && i.op != Op::rem) return set(i, format("{} {} {}", a(i, 0), symbol, a(i, 1)));
  if (!*function) return set(i, format("static_cast<{}>({} {} {})", c, a(i, 0), symbol, a(i, 1)));
  if (i.op == Op::div || i.op == Op::rem) fault_if(a(i, 1) + " == 0", "division by zero", i);
  set(i, format("{}<{}>({}, {})", function, c, a(i, 0), a(i, 1)));
}

void FunctionWriter::compare(const Instr& i) {
  if (i.op == Op::not_) return set(i, "!" + a(i, 0));
  const ir::Type* t = type(i.args[0]);
  static const std::map<Op, const char*> symbols = {{Op::eq, "=="}, {Op::ne, "!="}, {Op::lt, "<"},
                                                    {Op::le, "<="}, {Op::gt, ">"},  {Op::ge, ">="}};
  const char* symbol = symbols.at(i.op);
  const bool equality = i.op == Op::eq || i.op == Op::ne;
  const bool text = t->kind == TypeKind::str || (t->kind == TypeKind::optional && t->element->kind == TypeKind::str);
  if (t->kind == TypeKind::value)
    return set(i, format("{}hd::value_equal(cx, {}, {})", i.op == Op::ne ? "!" : "", a(i, 0), a(i, 1)));
  if (text && equality)
    return set(i, format("{}hd_str_equal(cx, {}, {})", i.op == Op::ne ? "!" : "", a(i, 0), a(i, 1)));
  if (text) return set(i, format("hd::str_compare(cx, {}, {}) {} 0", a(i, 0), a(i, 1), symbol));
  set(i, format("{} {} {}", a(i, 0), symbol, a(i, 1)));
}

bool FunctionWriter::is_hint(const Instr& i) const { return ir::is_hint(type(i.args[0]), i.imm); }

void FunctionWriter::object(const Instr& i) {
  auto field = [&](const ir::Type* holder) {
    if (holder->kind == TypeKind::optional) holder = holder->element;
    return "f_" + plain(holder->fields[static_cast<std::size_t>(i.imm)].name);
  };
  switch (i.op) {
    case Op::test_class:
      set(i, format("{} != nullptr && {}->class_id() == {}", a(i, 0), a(i, 0), i.type->class_id));
      return;
    case Op::checked_cast: {
      const ir::Type* to = type(i.dst);
      if (to->kind == TypeKind::optional) to = to->element;
      fault_if(format("{0} == nullptr || {0}->class_id() != {1}", a(i, 0), to->class_id), "object of another type", i);
      set(i, format("({})({})", type_name(type(i.dst)), a(i, 0)));
      return;
    }
    case Op::narrow:
      fault_if(a(i, 0) + " == nullptr", "nil where an object was needed", i);
      set(i, a(i, 0));
      return;
    case Op::new_object: {
      const std::string name = struct_name(i.type);
      line(
          format("{{ auto* o = static_cast<{}*>(hd::allocate_bytes(cx, {}));", name, m_.layout.size_of_object(i.type)));
      line(format("  o->header = hd::make_header({}, {});", i.type->sharing == sema::Sharing::owned ? "cx->id" : "0",
                  i.type->class_id));
      for (std::size_t k = 0; k < i.args.size(); ++k)
        line(format("  o->f_{} = {};", plain(i.type->fields[k].name), a(i, k)));
      line(format("  {} = o; }}", r(i.dst)));
      return;
    }
    case Op::get_field:
      set(i, format("{}({}->{})", is_hint(i) ? "hd_load_hint" : "hd_load", a(i, 0), field(type(i.args[0]))));
      return;
    case Op::set_field:
      if (is_hint(i)) return line(format("hd_store_hint({}->{}, {});", a(i, 0), field(type(i.args[0])), a(i, 1)));
      line(format("{}->{} = {};", a(i, 0), field(type(i.args[0])), a(i, 1)));
      return;
    case Op::record_make: {
      std::string values;
      for (std::size_t k = 0; k < i.args.size(); ++k) values += (k ? ", " : "") + a(i, k);
      set(i, format("{}{{{}}}", struct_name(type(i.dst)), values));
      return;
    }
    case Op::record_get:
      set(i, format("{}.{}", a(i, 0), field(type(i.args[0]))));
      return;
    case Op::record_set:
      line(format("{}.{} = {};", a(i, 0), field(type(i.args[0])), a(i, 1)));
      return;
    case Op::root_get:
      if (i.checked)
        fault_if(format("hd::get_root(cx, {}).is_nil()", i.imm),
                 "the root '" + m_.program.roots[static_cast<std::size_t>(i.imm)].name + "' is read before it is set",
                 i);
      set(i, decoded(type(i.dst), format("hd::get_root(cx, {})", i.imm)));
      return;
    default:
      line(format("hd::set_root(cx, {}, {});", i.imm, encoded(type(i.args[0]), a(i, 0))));
      return;
  }
}

void FunctionWriter::array(const Instr& i) {
  const ir::Type* at = i.op == Op::array_new || i.op == Op::array_of ? type(i.dst) : type(i.args[0]);
  const std::string element = at->kind == TypeKind::array ? type_name(at->element) : "std::uint8_t";
  auto checked = [&](const std::string& length) {
    fault_if(format("static_cast<std::uint64_t>({}) >= static_cast<std::uint64_t>({})", a(i, 1), length),
             "index out of bounds", i);
  };
  auto item = [&](std::size_t array, const std::string& index) {
    return format("{}->items<{}>()[{}]", a(i, array), element, index);
  };
  auto field = [&] { return ".f_" + plain(at->element->fields[static_cast<std::size_t>(i.imm)].name); };
  switch (i.op) {
    case Op::array_len:
      set(i, a(i, 0) + "->length");
      return;
    case Op::str_len:
      set(i, format("static_cast<std::int64_t>({}->length)", a(i, 0)));
      return;
    case Op::str_get:
      checked(a(i, 0) + "->length");
      set(i, format("static_cast<std::uint8_t>({}->data()[{}])", a(i, 0), a(i, 1)));
      return;
    case Op::array_get:
      checked(a(i, 0) + "->length");
      set(i, "hd_load(" + item(0, a(i, 1)) + ")");
      return;
    case Op::array_set:
      checked(a(i, 0) + "->length");
      line(item(0, a(i, 1)) + " = " + a(i, 2) + ";");
      return;
    case Op::array_get_field:
      checked(a(i, 0) + "->length");
      set(i, "hd_load(" + item(0, a(i, 1)) + field() + ")");
      return;
    case Op::array_set_field:
      checked(a(i, 0) + "->length");
      line(item(0, a(i, 1)) + field() + " = " + a(i, 2) + ";");
      return;
    case Op::array_new:
    case Op::array_of: {
      const std::string length = i.op == Op::array_new ? a(i, 0) : std::to_string(i.args.size());
      save_pc();
      signalled(format("hd::array_new(cx, {}, sizeof({}), {}, &{})", at->class_id, element, length, r(i.dst)), i);
      if (i.op == Op::array_new)
        line(format("for (std::int64_t k = 0; k < {}->length; ++k) {}->items<{}>()[k] = {};", r(i.dst), r(i.dst),
                    element, a(i, 1)));
      else
        for (std::size_t k = 0; k < i.args.size(); ++k)
          line(format("{}->items<{}>()[{}] = {};", r(i.dst), element, k, a(i, k)));
      return;
    }
    case Op::array_copy:
      guarded(
          format("hd_array_copy<{}>(cx, {}, {}, {}, {}, {});", element, a(i, 0), a(i, 1), a(i, 2), a(i, 3), a(i, 4)),
          i);
      return;
    case Op::array_fill:
      guarded(format("hd_array_fill<{}>(cx, {}, {}, {}, {});", element, a(i, 0), a(i, 1), a(i, 2), a(i, 3)), i);
      return;
    default:
      save_pc();
      signalled(format("hd_array_freeze<{}>(cx, {}, &{})", element, a(i, 0), r(i.dst)), i);
      return;
  }
}

}  // namespace heddle::cpp
