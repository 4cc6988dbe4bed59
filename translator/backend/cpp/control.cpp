// Calls, operands, and ways out of a function.
#include <fmt/format.h>

#include "runtime/abi/ops.h"
#include "translator/backend/cpp/function.h"
#include "translator/ir/instruction.h"

namespace heddle::cpp {

using fmt::format;
using sema::TypeKind;

void FunctionWriter::call(const Instr& i) {
  const ir::Function& callee = m_.program.function(i.callee);
  const std::string name = m_.names.of(callee);
  const bool value = i.dst != ir::no_reg && has_value(callee.result);
  if (!callee.may_be_abrupt()) {
    if (callee.has(sema::effect_frame)) save_pc();
    return guarded(format("{}{}(cx{})", value ? r(i.dst) + " = " : "", name, list(i)), i);
  }
  std::string out;
  if (has_value(callee.result)) out = value ? ", &" + r(i.dst) : format(", hd_ignored<{}>()", type_name(callee.result));
  abrupt(format("{}(cx{}{}{})", name, callee.suspend_points.empty() ? "" : ", nullptr", list(i), out), i);
  if (is_op() && callee.has(sema::effect_frame)) line("base = cx->base;");  // it may have called `frame.reserve`
}

void FunctionWriter::calls(const Instr& i) {
  switch (i.op) {
    case Op::call:
      call(i);
      break;
    case Op::route: {
      m_.routed.insert(i.callee);
      abrupt(format("hd_route(cx, &{}{})", method_name(m_.names.of(m_.program.function(i.callee))), list(i)), i);
      take_result(i);
      break;
    }
    case Op::call_intrinsic:
      return intrinsic(i);
    case Op::str_concat:
      return abrupt(format("hd::str_concat(cx{}, &{})", list(i), r(i.dst)), i);
    case Op::call_guest: {
      const bool spread = i.imm & ir::guest_spread;
      const std::size_t n = i.args.size() - 1 - (spread ? 1 : 0);
      std::string sent;
      for (std::size_t k = 0; k < n; ++k) sent += ", " + bare(i.args[k + 1]);
      const std::string callee = encoded(type(i.args[0]), a(i, 0));
      abrupt(spread ? format("hd_call_guest_spread(cx, {}, {}{})", callee, spread_arguments(i), sent)
                    : format("hd_call_guest(cx, {}{})", callee, sent),
             i);
      take_result(i);
      break;
    }
    default:  // wait
      abrupt(format("hd::{}(cx{})", ir::machine_function(i).cpp_name, list(i)), i);
      take_result(i);
      break;
  }
}

/// The last operand, a list or the builtin's own Args, as the runtime takes it: a list or null, and the number of
/// arguments to skip or -1.
std::string FunctionWriter::spread_arguments(const Instr& i) {
  const bool own = type(i.args.back())->kind == TypeKind::args;
  return own ? "nullptr, " + r(i.args.back()) : format("reinterpret_cast<hd::ValueList*>({}), -1", r(i.args.back()));
}

namespace {

bool is_lookup(sema::Machine id) {
  return id == sema::Machine::fields_get || id == sema::Machine::fields_replace || id == sema::Machine::fields_set;
}

}  // namespace

/// Calls a function of the runtime that does not wait; docs/runtime.md describes the convention.
void FunctionWriter::intrinsic(const Instr& i) {
  const sema::MachineFunction& function = ir::machine_function(i);
  const bool value = i.dst != ir::no_reg && has_value(type(i.dst));
  const bool frame = is_op() && function.may(sema::effect_frame);
  if (function.may(sema::machine_fact::place)) line(format("cx->fault.place = {};", place(i)));
  // A bytecode remembers what it finds in Fields: runtime/shape/fields.h.
  const bool has_site = is_op() && is_lookup(function.id);
  const std::string call =
      format("hd::{}{}", function.cpp_name, has_site ? format("_at(cx, {{pc, {}}}", field_sites_++) : "(cx");
  if (function.may(sema::effect_raises)) {
    abrupt(format("{}{}{})", call, list(i), value ? ", &" + r(i.dst) : ""), i);
    if (frame) line("base = cx->base;");  // the stack may have moved
    return;
  }
  if (frame) line("cx->pc = pc; cx->base = base;");
  const std::string result = value ? format("{} = ({})", r(i.dst), type_name(type(i.dst))) : "";
  guarded(format("{}{}{})", result, call, list(i)), i);
}

/// `frame.reg` and `frame.set_reg`: a read or write in place.
void FunctionWriter::frame_register(const Instr& i) {
  const std::string base = is_op() ? "base" : "cx->base";
  fault_if(format("!hd::has_slot(cx, {}, {})", base, a(i, 0)), hd::no_such_register, i);
  if (i.op == Op::frame_set_reg)
    line(format("{}[{}] = {};", base, a(i, 0), bare(i.args[1])));
  else if (i.dst != ir::no_reg)
    set(i, format("hd::load({}[{}])", base, a(i, 0)));
}

/// Checks a count that was not verified when the code was made.
void FunctionWriter::check_count(const Instr& i, Reg count, const std::string& first) {
  if (!known_->is_verified_count(count))
    fault_if(format("!hd::is_count(cx, base, {}, {})", first, r(count)), hd::no_such_count, i);
}

/// Declares `name`; OPEN stands for the values from `first` up to the end of the open values.
void FunctionWriter::declare_count(const Instr& i, const std::string& name, Reg count, const std::string& first) {
  check_count(i, count, first);
  line(format("i64 {} = {};", name, r(count)));
  if (known_->is_closed(count)) return;
  line(format("if ({} < 0) {{ {} = cx->open - ({});", name, name, first));
  fault_if(name + " < 0", hd::no_such_count, i);
  line("}");
}

void FunctionWriter::enter(const Instr& i) {
  const bool tail = i.op == Op::enter_tail;
  const std::string at = operand_index(i);
  line("{");
  declare_count(i, "hd_nargs", i.args[1], at + " + hd::frame_slots");
  if (!tail) check_count(i, i.args[2], at);
  const bool native = type(i.args[0])->kind == TypeKind::native;
  const std::size_t counts = tail ? 2 : 3;  // the callee, and numbers of arguments and results
  const bool with_first = i.args.size() > counts;
  const std::string callee = boxed(type(i.args[0]), a(i, 0));
  const std::string nres = tail ? "0" : a(i, 2);
  if (!native && !tail && !with_first) {
    line(format("  const u64* const hd_pc = pc;"));
    line(format("  base[{}] = {};", at, callee));
    line(format(
        "  if (HD_LIKELY(hd::enter_code(cx, reinterpret_cast<hd::Callable*>({}), base + {}, hd_nargs, {}, pc + {}, "
        "pc, base, consts))) {{",
        a(i, 0), at, nres, encoding_.words));
    line("    HD_POLL;");
    line("    HD_DISPATCH;");
    line("  }");
    line("  pc = hd_pc;");
  }
  line("  cx->pc = pc;");
  if (native && !tail && !with_first) {
    line(format("  Value* const hd_at = base + {};", at));
    line("  if (HD_LIKELY(hd_at + (hd::frame_slots + hd_nargs + hd::stack_slack) <= cx->stack_end)) {");
    line(format("    hd_at[0] = {};", callee));
    line(format("    hd_at[1] = hd::return_link(pc + {});", encoding_.words));
    line(format("    hd_at[2] = hd::link_word({} + hd::frame_slots, {}, hd_nargs);", at, nres));
    line("    base = hd_at + hd::frame_slots;");
    line("    HD_TAIL hd::enter_native(HD_PASS);");
    line("  }");
  }
  line(format("  cx->call = {{{}, {}, hd_nargs, {}, hd::return_link(pc + {})}};", callee, at, nres, encoding_.words));
  if (with_first) line(format("  cx->pending_value = {};", bare(i.args[counts])));
  const std::string entrance = std::string(tail ? "enter_tail" : "enter") + (with_first ? "_with" : "_slow");
  line(format("  HD_TAIL hd::{}(HD_PASS); }}", entrance));
}

void FunctionWriter::leave(const Instr& i) {
  std::string from = "nullptr", n = "0";
  line("{");
  if (i.op == Op::leave) {
    declare_count(i, "hd_count", i.args[0], operand_index(i));
    from = format("base + {}", operand_index(i));
    n = "hd_count";
  } else if (i.op == Op::leave_value) {
    line(format("const Value hd_left = {};", bare(i.args[0])));
    from = "&hd_left";
    n = "1";
  }
  line(format("  if (HD_LIKELY(hd::leave_code(cx, {}, {}, pc, base, consts))) {{", from, n));
  line("    HD_POLL;");
  line("    HD_DISPATCH;");
  line("  }");
  line(format("  hd::set_results(cx, {}, {});", from, n));
  line("  HD_TAIL hd::leave_results(HD_PASS); }");
}

void FunctionWriter::terminator(const Instr& i) {
  auto target = [&](std::size_t n) { return "b" + std::to_string(i.targets[n]); };
  switch (i.op) {
    case Op::jump:
      jump(i.targets[0]);
      return;
    case Op::branch: {
      const bool yes_cold = f_.blocks[static_cast<std::size_t>(i.targets[0])].cold,
                 no_cold = f_.blocks[static_cast<std::size_t>(i.targets[1])].cold;
      const bool falls_in = i.targets[0] == next_;
      std::string condition = falls_in ? format("!({})", bare(i.args[0])) : bare(i.args[0]);
      if (yes_cold != no_cold)
        condition = format("{}({})", no_cold != falls_in ? "HD_LIKELY" : "HD_UNLIKELY", condition);
      line(format("if ({}) goto {};", condition, target(falls_in ? 1 : 0)));
      if (!falls_in) jump(i.targets[1]);
      return;
    }
    case Op::switch_int:
      line(format("switch ({}) {{", a(i, 0)));
      for (std::size_t k = 0; k < i.cases.size(); ++k) line(format("  case {}: goto {};", i.cases[k], target(k)));
      line(format("  default: goto {}; }}", target(i.cases.size())));
      return;
    case Op::switch_arm:
      for (std::size_t k = 0; k < i.cases.size(); ++k)
        line(format("if ({}) goto {};",
                    arm_test(m_.program.types->value()->arms[static_cast<std::size_t>(i.cases[k])].type, a(i, 0)),
                    target(k)));
      return jump(i.targets.back());
    case Op::owner_check:
      line(format("if (HD_LIKELY(hd_owned(cx, {}, {}))) goto {};", a(i, 0), class_id(i.type->class_id), target(0)));
      if (i.imm == ir::check_to_read)
        line(format("if (hd_read_shared({}, {})) goto {};", a(i, 0), class_id(i.type->class_id), target(0)));
      return jump(i.targets[1]);
    case Op::ret: {
      const bool value = !i.args.empty() && has_value(type(i.args[0]));
      if (f_.may_be_abrupt()) {
        if (value) line(format("*out = {};", bare(i.args[0])));
        line("return false;");
      } else {
        line(value ? format("return {};", bare(i.args[0])) : "return;");
      }
      return;
    }
    case Op::ret_values: {
      const bool spread = i.imm & ir::guest_spread;
      const std::size_t n = i.args.size() - (spread ? 1 : 0);
      std::string returned;
      for (std::size_t k = 0; k < n; ++k) returned += ", " + bare(i.args[k]);
      if (!spread) return line(format("return hd_return(cx{});", returned));
      if (is_kept_result(i.args.back())) return line(format("return hd_return_before_results(cx{});", returned));
      return guarded(format("return hd_return_spread(cx, {}{})", spread_arguments(i), returned), i);
    }
    case Op::raise:
      line(format("cx->error = {};", bare(i.args[0])));
      save_pc();
      return line(raise_here());
    case Op::fault:
      line(fault(i.text, i));
      return;
    case Op::next:
      line(format("pc += {}; HD_DISPATCH;", encoding_.words));
      return;
    case Op::jump_label: {
      const auto place = encoding_.operands[static_cast<std::size_t>(i.imm)];
      line(format("{{ const i32 hd_distance = hd_i32(pc, {}); pc += hd_distance;", place.byte));
      line("  if (hd_distance <= 0) HD_POLL;");
      line("  HD_DISPATCH; }");
      return;
    }
    case Op::enter:
    case Op::enter_tail:
      return enter(i);
    default:
      return leave(i);
  }
}

}  // namespace heddle::cpp
