#include "translator/sema/machine.h"

#include <map>

namespace heddle::sema {

namespace {

std::vector<MachineFunction> make_list() {
  using namespace machine_fact;
  std::vector<MachineFunction> list = {{Machine::none, "", "", "", {}, "", none, false}};
#define HD_TYPES(...) {__VA_ARGS__}
#define HD_MACHINE_FUNCTION(id, module, name, params, result, facts, cpp_result, cpp_params) \
  list.push_back({Machine::id, #id, module, name, HD_TYPES params, result, facts, false});
#define HD_MACHINE_INSTRUCTION(id, module, name, params, result, facts) \
  list.push_back({Machine::id, #id, module, name, HD_TYPES params, result, facts, true});
#include "runtime/abi/machine_functions.def"
#undef HD_TYPES
  return list;
}

using Index = std::map<std::string_view, const MachineFunction*>;

const Index& by_name() {
  static const Index index = [] {
    Index map;
    for (const MachineFunction& row : machine_functions())
      if (row.module.empty() && !row.may(machine_fact::is_setter)) map[row.name] = &row;
    return map;
  }();
  return index;
}

const Index& by_cpp_name() {
  static const Index index = [] {
    Index map;
    for (const MachineFunction& row : machine_functions()) map[row.cpp_name] = &row;
    return map;
  }();
  return index;
}

const MachineFunction* row_of(const Index& index, std::string_view name) {
  const auto found = index.find(name);
  return found == index.end() || found->second->id == Machine::none ? nullptr : found->second;
}

}  // namespace

const std::vector<MachineFunction>& machine_functions() {
  static const std::vector<MachineFunction> list = make_list();
  return list;
}

const MachineFunction& about(Machine id) { return machine_functions()[static_cast<std::size_t>(id)]; }

const MachineFunction* find_machine(std::string_view name) {
  const MachineFunction* row = row_of(by_name(), name);
  return row && !row->may(machine_fact::is_special) ? row : nullptr;
}

const MachineFunction* find_machine_by_cpp_name(std::string_view name) { return row_of(by_cpp_name(), name); }

Machine find_special(std::string_view name) {
  const MachineFunction* row = row_of(by_name(), name);
  return row && row->may(machine_fact::is_special) ? row->id : Machine::none;
}

std::vector<std::string> machine_names(std::string_view prefix, bool in_op) {
  std::vector<std::string> names;
  for (const auto& [name, row] : by_name()) {
    const auto dot = name.find('.');
    const bool plain = dot == name.npos;
    const bool operation = row->is_static() && row->may(machine_fact::is_special);  // `a + b`, `[T](n, fill)`
    if (row->id == Machine::none || operation || (!in_op && row->ends_bytecode())) continue;
    if (plain ? prefix.empty() : name.substr(0, dot) == prefix) names.emplace_back(plain ? name : name.substr(dot + 1));
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
    case TypeKind::fields:
      return "fields";
    default:
      return "";
  }
}

}  // namespace heddle::sema
