// Calls, operands, and the ways out of a function.
#include <fmt/format.h>

#include "translator/backend/cpp/function.h"

namespace heddle::cpp {

using fmt::format;
using sema::TypeKind;
using syntax::OperandMode;

void FunctionWriter::calls(const Instr& i) {
  std::string args;
  for (std::size_t k = 0; k < i.args.size(); ++k) args += ", " + a(i, k);
  switch (i.op) {
    case Op::call: {
      const ir::Function& callee = m_.program.function(i.callee);
      const std::string name = function_name(callee);
      const bool value = i.dst != ir::no_reg && has_value(callee.result);
      if (!callee.may_signal()) {
        if (callee.has(sema::effect_frame)) save_pc();
        const bool here = is_op() && form_ == Form::direct && !block_->cold && is_inline(callee);
        guarded(
            format("{}{}{}(cx{});", here ? "[[clang::always_inline]] " : "", value ? r(i.dst) + " = " : "", name, args),
            i);
        return;
      }
      save_pc();
      std::string out;
      if (has_value(callee.result)) {
        out = value ? ", &" + r(i.dst) : ", &ignored";
        if (!value) line(format("{{ {} ignored;", type_name(callee.result)));
      }
      signalled(format("{}(cx{}{})", name, args, out), i);
      if (has_value(callee.result) && !value) line("}");
      break;
    }
    case Op::route: {
      line(format("{{ const hd::Value sent[] = {{{}}};", [&] {
        std::string list;
        for (std::size_t k = 0; k < i.args.size(); ++k) list += (k ? ", " : "") + encoded(type(i.args[k]), a(i, k));
        return list;
      }()));
      save_pc();
      signalled(format("hd::route(cx, &hd_methods[{}], sent, {})", i.callee, i.args.size()), i);
      line("}");
      take_result(i);
      break;
    }
    case Op::call_intrinsic: {
      std::string list = args;
      if (i.text == "asm_set_data") list = format(", {}, {}", a(i, 0), encoded(type(i.args[1]), a(i, 1)));
      const bool value = i.dst != ir::no_reg && has_value(type(i.dst));
      if (m_.options.signalling.count(i.text)) {
        save_pc();
        signalled(format("hd::{}(cx{}{})", i.text, list, value ? ", &" + r(i.dst) : ""), i);
        return;
      }
      if (is_op() && (i.text.rfind("here_", 0) == 0 || i.text.rfind("frame_", 0) == 0))
        line("cx->pc = pc; cx->base = base;");
      const std::string result = value ? format("{} = ({})", r(i.dst), type_name(type(i.dst))) : "";
      guarded(format("{}hd::{}(cx{});", result, i.text, list), i);
      return;
    }
    case Op::call_guest: {
      const bool spread = i.imm & 2;
      const std::size_t n = i.args.size() - 1 - (spread ? 1 : 0);
      std::string list;
      for (std::size_t k = 0; k < n; ++k) list += (k ? ", " : "") + a(i, k + 1);
      save_pc();
      line(format("{{ const hd::Value sent[{}] = {{{}}};", std::max<std::size_t>(n, 1), list));
      const std::string callee = encoded(type(i.args[0]), a(i, 0));
      std::string call = format("hd::call_guest(cx, {}, sent, {})", callee, n);
      if (spread) {
        const bool own = type(i.args.back())->kind == TypeKind::args;
        call = format("hd::call_guest_spread(cx, {}, sent, {}, {}, {})", callee, n,
                      own ? "nullptr" : "reinterpret_cast<hd::ValueList*>(" + r(i.args.back()) + ")",
                      own ? r(i.args.back()) : "-1");
      }
      signalled(call, i);
      line("}");
      take_result(i);
      break;
    }
    default:  // wait
      save_pc();
      signalled(format("hd::{}(cx{})", i.text, args), i);
      take_result(i);
      break;
  }
  if (is_op() && i.suspend >= 0) line("base = cx->base;");
  if (i.suspend >= 0 && !f_.suspend_points.empty()) out_ += format(" s{}:;\n", i.suspend);
}

std::string FunctionWriter::operand_index(const Instr& i) const {
  const auto place = encoding_.operands[static_cast<std::size_t>(i.imm)];
  return format("hd_u16(pc, {})", place.byte);
}

void FunctionWriter::operands(const Instr& i) {
  switch (i.op) {
    case Op::args_len:
      set(i, format("hd_args_len(cx, {})", a(i, 0)));
      return;
    case Op::args_get:
      set(i, format("hd_args_get(cx, {}, {})", a(i, 0), a(i, 1)));
      return;
    case Op::args_from:
      set(i, format("{} + {}", a(i, 0), a(i, 1)));
      return;
    case Op::operand_set:
      line(format("base[{}] = {};", operand_index(i), a(i, 0)));
      return;
    case Op::window_get:
      set(i, format("hd::load(base[{} + {}])", operand_index(i), a(i, 0)));
      return;
    case Op::window_set:
      line(format("base[{} + {}] = {};", operand_index(i), a(i, 0), a(i, 1)));
      return;
    default:
      break;
  }
  const auto at = static_cast<std::size_t>(i.imm);
  const auto place = encoding_.operands[at];
  switch (f_.operands[at].mode) {
    case OperandMode::imm:
      set(i, format("hd_i16(pc, {})", place.byte));
      return;
    case OperandMode::imm32:
      set(i, format("hd_i32(pc, {})", place.byte));
      return;
    case OperandMode::constant:
      set(i, unboxed(type(i.dst), format("consts[hd_i32(pc, {})]", place.byte)));
      return;
    case OperandMode::in_reg_or_const:
      set(i, format("hd::load({}[{}])", variant_ >> place.variant_bit & 1 ? "consts" : "base", operand_index(i)));
      return;
    default:
      set(i, format("hd::load(base[{}])", operand_index(i)));
      return;
  }
}

void FunctionWriter::emit_op(const Instr& i) {
  const ir::Function& op = m_.program.function(i.callee);
  const ir::OpEncoding encoding = ir::encode(op.operands);
  line(format("{{ std::uint32_t opcode = {}; const std::int64_t start = hd::asm_pc(cx, {}); (void)start;",
              m_.opcodes.at(i.callee), a(i, 0)));
  std::string list;
  for (std::size_t k = 0; k < op.operands.size(); ++k) {
    const auto place = encoding.operands[k];
    const std::string v = a(i, k + 1);
    std::string bits = v;
    switch (op.operands[k].mode) {
      case OperandMode::in_reg_or_const:
        if (i.imm >> k & 1) {
          line(format("opcode += {};", 1 << place.variant_bit));
          bits = format("hd::asm_constant(cx, {}, {})", a(i, 0), encoded(type(i.args[k + 1]), v));
        }
        break;
      case OperandMode::constant:
        bits = format("hd::asm_constant(cx, {}, {})", a(i, 0), encoded(type(i.args[k + 1]), v));
        break;
      case OperandMode::label:
        line(format("hd::asm_label_fixup(cx, {}, {}, start, {});", a(i, 0), v, place.byte));
        bits = "0";
        break;
      default:
        break;
    }
    list += format("{}{{{}, {}, {}}}", k ? ", " : "", bits, place.byte, place.bytes);
  }
  if (!op.operands.empty()) line(format("const hd::AsmOperand list[] = {{{}}};", list));
  guarded(format("hd::asm_emit(cx, {}, opcode, {}, {}, {});", a(i, 0), encoding.words,
                 op.operands.empty() ? "nullptr" : "list", op.operands.size()),
          i);
  line("}");
}

void FunctionWriter::enter(const Instr& i) {
  const bool tail = i.op == Op::enter_tail;
  const std::string at = operand_index(i);
  line(format("{{ std::int64_t nargs = {};", a(i, 1)));
  line(format("  if (nargs < 0) nargs = cx->open - ({} + hd::frame_slots);", at));
  const bool native = type(i.args[0])->kind == TypeKind::native;
  const std::string callee = boxed(type(i.args[0]), a(i, 0));
  const std::string nres = tail ? "0" : a(i, 2);
  if (!native && !tail) {
    line(format("  const std::uint64_t* const from = pc;"));
    line(format("  base[{}] = {};", at, callee));
    line(
        format("  if (HD_LIKELY(hd::enter_code(cx, reinterpret_cast<hd::Callable*>({}), base + {}, nargs, {}, pc + {}, "
               "pc, base, consts))) {{",
               a(i, 0), at, nres, encoding_.words));
    line("    if (HD_UNLIKELY(cx->poll.load(std::memory_order_relaxed))) HD_TAIL hd::safepoint(HD_PASS);");
    line("    HD_DISPATCH;");
    line("  }");
    line("  pc = from;");
  }
  line("  cx->pc = pc;");
  line(format("  cx->call = {{{}, {}, nargs, {}, hd::return_link(pc + {})}};", callee, at, nres, encoding_.words));
  line(format("  HD_TAIL hd::{}(HD_PASS); }}", tail ? "enter_tail_slow" : "enter_slow"));
}

void FunctionWriter::leave(const Instr& i) {
  std::string from = "nullptr", n = "0";
  if (i.op == Op::leave) {
    line(format("{{ std::int64_t n = {}; if (n < 0) n = cx->open - {};", a(i, 0), operand_index(i)));
    from = format("base + {}", operand_index(i));
    n = "n";
  } else if (i.op == Op::leave_value) {
    line(format("{{ const hd::Value left = {};", a(i, 0)));
    from = "&left";
    n = "1";
  } else {
    line("{");
  }
  line(format("  if (HD_LIKELY(hd::leave_code(cx, {}, {}, pc, base, consts))) {{", from, n));
  line("    if (HD_UNLIKELY(cx->poll.load(std::memory_order_relaxed))) HD_TAIL hd::safepoint(HD_PASS);");
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
      const std::string condition =
          yes_cold == no_cold ? a(i, 0) : format("{}({})", no_cold ? "HD_LIKELY" : "HD_UNLIKELY", a(i, 0));
      line(format("if ({}) goto {}; else goto {};", condition, target(0), target(1)));
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
      line(format("goto {};", target(i.cases.size())));
      return;
    case Op::owner_check:
      line(format("if (HD_LIKELY(hd_owned(cx, {}, {}))) goto {};", a(i, 0), i.type->class_id, target(0)));
      if (i.imm == ir::check_to_read)
        line(format("if (hd_read_shared({}, {})) goto {};", a(i, 0), i.type->class_id, target(0)));
      line(format("goto {};", target(1)));
      return;
    case Op::ret: {
      const bool value = !i.args.empty() && has_value(type(i.args[0]));
      if (form_ == Form::resume) {
        if (value) {
          int at = 0;
          line(format("hd::reserve_results(cx, {});", width(type(i.args[0]))));
          encode_to("cx->results", type(i.args[0]), a(i, 0), at);
          line(format("cx->nresults = {};", at));
        } else {
          line("cx->nresults = 0;");
        }
        line("cx->signal = hd::Signal::none; cx->resumed = frame; HD_TAIL hd::finish(HD_PASS);");
      } else if (f_.may_signal()) {
        if (value) line(format("*out = {};", a(i, 0)));
        line("return false;");
      } else {
        line(value ? format("return {};", a(i, 0)) : "return;");
      }
      return;
    }
    case Op::ret_values: {
      const bool spread = i.imm & 2;
      const std::size_t n = i.args.size() - (spread ? 1 : 0);
      std::string list;
      for (std::size_t k = 0; k < n; ++k) list += (k ? ", " : "") + a(i, k);
      line(format("{{ const hd::Value returned[{}] = {{{}}};", std::max<std::size_t>(n, 1), list));
      const bool own = spread && type(i.args.back())->kind == TypeKind::args;
      line(format("  hd::return_values(cx, returned, {}, {}, {}); }}", n,
                  spread && !own ? "reinterpret_cast<hd::ValueList*>(" + r(i.args.back()) + ")" : "nullptr",
                  own ? r(i.args.back()) : "-1"));
      if (form_ == Form::resume)
        line("cx->signal = hd::Signal::none; HD_TAIL hd::native_finish(HD_PASS);");
      else
        line("return false;");
      return;
    }
    case Op::raise:
      line(format("cx->error = {};", a(i, 0)));
      if (is_op()) line("cx->pc = pc;");
      raise_here();
      return;
    case Op::fault:
      line(fault(i.text, i));
      return;
    case Op::next:
      line(format("pc += {}; HD_DISPATCH;", encoding_.words));
      return;
    case Op::jump_label: {
      const auto place = encoding_.operands[static_cast<std::size_t>(i.imm)];
      line(format("{{ const std::int32_t distance = hd_i32(pc, {}); pc += distance;", place.byte));
      line(
          "  if (distance <= 0 && HD_UNLIKELY(cx->poll.load(std::memory_order_relaxed))) HD_TAIL "
          "hd::safepoint(HD_PASS);");
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
