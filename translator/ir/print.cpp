#include "translator/ir/print.h"

#include <fmt/format.h>

#include "translator/ir/instruction.h"

namespace heddle::ir {

namespace {

std::string register_name(Reg reg, const Function& f) {
  if (reg == no_reg) return "_";
  const std::string& name = f.reg_names[static_cast<std::size_t>(reg)];
  return name.empty() ? fmt::format("%{}", reg) : fmt::format("%{}.{}", name, reg);
}

std::string escaped(const std::string& text) {
  std::string out = "\"";
  for (unsigned char c : text) {
    if (c == '"' || c == '\\')
      out += fmt::format("\\{}", static_cast<char>(c));
    else if (c < 32 || c > 126)
      out += fmt::format("\\x{:02x}", c);
    else
      out += static_cast<char>(c);
  }
  return out + "\"";
}

/// The details in `imm`, `text`, `type`, `callee`, by instruction.
std::string details(const Instr& i, const Function& f, const Program& p) {
  auto field = [&](const sema::Type* holder) {
    if (holder->kind == sema::TypeKind::optional || holder->kind == sema::TypeKind::array) holder = holder->element;
    const auto at = static_cast<std::size_t>(i.imm);
    return at < holder->fields.size() ? " ." + holder->fields[at].name : fmt::format(" .{}", i.imm);
  };
  switch (about(i.op).detail) {
    case Detail::none:
    case Detail::result:
      return "";
    case Detail::integer:
      return fmt::format(" {}", i.imm);
    case Detail::number:
      return fmt::format(" {}", i.number);
    case Detail::text:
      return " " + escaped(i.text);
    case Detail::name:
      return " " + i.text;
    case Detail::machine:
      return " " + std::string(machine_function(i).cpp_name);
    case Detail::function:
      return " " + p.function(i.callee).name;
    case Detail::table:
      return " " + p.tables[static_cast<std::size_t>(i.imm)].name;
    case Detail::root:
      return " " + p.roots[static_cast<std::size_t>(i.imm)].name + (i.checked ? " (checked)" : "");
    case Detail::arm:
      return " " + p.types->value()->arms[static_cast<std::size_t>(i.imm)].name;
    case Detail::type:
      return i.type ? " " + i.type->name : "";
    case Detail::owner:
      return (i.type ? " " + i.type->name : "") + (i.imm == check_to_read ? " (to read)" : "");
    case Detail::field:
      return field(f.regs[static_cast<std::size_t>(i.args[0])]);
    case Detail::operand:
      return static_cast<std::size_t>(i.imm) < f.operands.size()
                 ? " " + f.operands[static_cast<std::size_t>(i.imm)].name
                 : "";
    case Detail::guest:
    case Detail::spread:
      return std::string(i.imm & guest_all ? " all" : "") + (i.imm & guest_spread ? " spread" : "");
  }
  return "";
}

}  // namespace

std::string print(const Instr& i, const Function& f, const Program& p) {
  std::string text = "  ";
  if (i.dst != no_reg)
    text += fmt::format("{}: {} = ", register_name(i.dst, f), f.regs[static_cast<std::size_t>(i.dst)]->name);
  text += about(i.op).name + details(i, f, p);
  for (std::size_t a = 0; a < i.args.size(); ++a) text += (a ? ", " : " ") + register_name(i.args[a], f);
  for (std::size_t t = 0; t < i.targets.size(); ++t) {
    const std::string label =
        t < i.cases.size() ? (i.op == Op::switch_arm ? p.types->value()->arms[static_cast<std::size_t>(i.cases[t])].name
                                                     : std::to_string(i.cases[t])) +
                                 ":"
                           : "";
    text += fmt::format("{}{}b{}", t ? ", " : " -> ", label, i.targets[t]);
  }
  if (i.polls) text += " polls";
  if (i.op == Op::ret_values && i.imm & guest_spread && !f.kept_results.empty() &&
      f.kept_results[static_cast<std::size_t>(i.args.back())])
    text += " no list";
  if (i.suspend >= 0) {
    text += fmt::format(" suspend #{} live(", i.suspend);
    const auto& live = f.suspend_points[static_cast<std::size_t>(i.suspend)].live;
    for (std::size_t r = 0; r < live.size(); ++r) text += (r ? ", " : "") + register_name(live[r], f);
    text += ")";
    if (f.suspend_points[static_cast<std::size_t>(i.suspend)].passes_on) text += " passed on";
  }
  return text + "\n";
}

std::string print(const Function& f, const Program& p) {
  std::string text = f.name + "(";
  for (int i = 0; i < f.nparams; ++i)
    text += fmt::format("{}{}: {}", i ? ", " : "", register_name(i, f), f.regs[static_cast<std::size_t>(i)]->name);
  text += fmt::format(") -> {}\n", f.result ? f.result->name : "()");
  for (std::size_t b = 0; b < f.blocks.size(); ++b) {
    text += fmt::format("b{}{}:\n", b, f.blocks[b].cold ? " (cold)" : "");
    if (f.blocks[b].handler >= 0) text.insert(text.size() - 2, fmt::format(" handler b{}", f.blocks[b].handler));
    for (const Instr& i : f.blocks[b].instrs) text += print(i, f, p);
  }
  return text;
}

}  // namespace heddle::ir
