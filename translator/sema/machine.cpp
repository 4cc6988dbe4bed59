#include "translator/sema/machine.h"

#include <map>

namespace heddle::sema {

namespace {

constexpr std::uint32_t raises = effect_raises, allocates = effect_allocates, frame = effect_frame;
constexpr std::uint32_t waits = effect_suspends | effect_raises | effect_frame;

}  // namespace

const std::vector<MachineFunction>& machine_functions() {
  static const std::vector<MachineFunction> rows = {
      {"str.len", {}, "i64", 0, false, true},
      {"str.sub", {"i64", "i64"}, "str", allocates | raises},
      {"str.bytes", {}, "[u8]", allocates | raises},
      {"str.from", {"[u8]", "i64", "i64"}, "str", allocates | raises, true},
      {"f64_bits", {"f64"}, "i64"},
      {"f64_from_bits", {"i64"}, "f64"},
      {"unreachable", {"str"}, "never"},
      {"leave_value", {"Value"}, "never", frame},
      {"leave_none", {}, "never", frame},
      {"frame.open", {}, "i64", frame, true, true},
      {"frame.function", {}, "Value", frame, true, true},
      {"frame.nvarargs", {}, "i64", frame, true, true},
      {"frame.vararg", {"i64"}, "Value", frame, true},
      {"frame.reg", {"i64"}, "Value", frame, true},
      {"frame.set_reg", {"i64", "Value"}, "", frame, true},
      {"frame.reserve", {"i64"}, "", frame | raises, true},
      {"args.len", {}, "i64", frame, false, true},
      {"args.from", {"i64"}, "Args", frame},
      {"asm.new", {"str", "str"}, "Asm", allocates},
      {"asm.label", {}, "i64"},
      {"asm.place", {"i64"}, ""},
      {"asm.pc", {}, "i64"},
      {"asm.line", {"i64"}, ""},
      {"asm.note", {"i64", "str"}, ""},
      {"asm.live", {"i64"}, ""},
      {"asm.strip", {}, ""},
      {"asm.trampoline", {}, ""},
      {"asm.handler", {"i64", "i64", "i64", "i64"}, ""},
      {"asm.local_name", {"str", "i64", "i64", "i64"}, ""},
      {"asm.set_params", {"i64", "bool"}, ""},
      {"asm.set_registers", {"i64"}, ""},
      {"asm.set_lines", {"i64", "i64"}, ""},
      {"asm.finish", {}, "Code", allocates},
      {"code.name", {}, "str", 0, false, true},
      {"code.source", {}, "str", 0, false, true},
      {"code.nparams", {}, "i64", 0, false, true},
      {"code.vararg", {}, "bool", 0, false, true},
      {"code.nregs", {}, "i64", 0, false, true},
      {"code.first_line", {}, "i64", 0, false, true},
      {"code.last_line", {}, "i64", 0, false, true},
      {"code.pc_count", {}, "i64", 0, false, true},
      {"code.line_at", {"i64"}, "i64"},
      {"code.local_name", {"i64", "i64"}, "str?"},
      {"native.name", {}, "str", 0, false, true},
      {"here.note", {"i64"}, "str?", frame, true},
      {"here.level", {"i64"}, "FrameInfo?", frame | allocates, true},
      {"here.frame_reg", {"i64", "i64"}, "Value", frame, true},
      {"here.set_frame_reg", {"i64", "i64", "Value"}, "", frame, true},
      {"frame_info.function", {}, "Value", 0, false, true},
      {"frame_info.code", {}, "Code?", 0, false, true},
      {"frame_info.pc", {}, "i64", 0, false, true},
      {"frame_info.line", {}, "i64", 0, false, true},
      {"frame_info.is_tail", {}, "bool", 0, false, true},
      {"frame_info.call_note", {}, "str?", 0, false, true},
      {"frame_info.by_op", {}, "bool", 0, false, true},
      {"frame_info.called_by", {}, "OpName", 0, false, true},
      {"frame_info.by_tracer", {}, "bool", 0, false, true},
      {"frame_info.base_level", {}, "i64", 0, false, true},
      {"tasklet.new", {"Value"}, "Tasklet", allocates, true},
      {"tasklet.current", {}, "Tasklet", frame, true},
      {"tasklet.main", {}, "Tasklet", frame, true},
      {"tasklet.status", {}, "i64", 0, false, true},
      {"resume", {"Tasklet", "List<Value>"}, "List<Value>", waits},
      {"yield", {"List<Value>"}, "List<Value>", waits},
      {"kill", {"Tasklet", "Value"}, "Value", waits},
      {"context_spawn", {"Value", "List<Value>"}, "Context", allocates | raises | effect_routes},
      {"context_join", {"Context"}, "List<Value>", waits | effect_routes},
      {"context_self", {}, "Context", 0},
      {"context_count", {}, "i64", 0},
      {"context_owner", {"Value"}, "Context?", 0},
      {"context_run", {"Context", "Value", "List<Value>"}, "List<Value>", waits | effect_routes},
      {"context.id", {}, "i64", 0, false, true},
      {"context.status", {}, "i64", 0, false, true},
  };
  return rows;
}

const MachineFunction* find_machine(std::string_view name) {
  static const auto index = [] {
    std::map<std::string_view, const MachineFunction*> map;
    for (const MachineFunction& row : machine_functions()) map[row.name] = &row;
    return map;
  }();
  const auto found = index.find(name);
  return found == index.end() ? nullptr : found->second;
}

std::vector<std::string> machine_names(std::string_view prefix) {
  std::vector<std::string> names;
  for (const MachineFunction& row : machine_functions()) {
    const auto dot = row.name.find('.');
    if (dot == row.name.npos ? prefix.empty() : row.name.substr(0, dot) == prefix)
      names.emplace_back(dot == row.name.npos ? row.name : row.name.substr(dot + 1));
  }
  return names;
}

std::string_view machine_prefix(const Type* type) {
  switch (type->kind) {
    case TypeKind::str:
      return "str";
    case TypeKind::args:
      return "args";
    case TypeKind::assembler:
      return "asm";
    case TypeKind::code:
      return "code";
    case TypeKind::native:
      return "native";
    case TypeKind::frame_info:
      return "frame_info";
    case TypeKind::tasklet:
      return "tasklet";
    case TypeKind::context:
      return "context";
    default:
      return "";
  }
}

}  // namespace heddle::sema
