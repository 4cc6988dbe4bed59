// The functions of the machine: what the checker, lowering, the passes and both back ends know about each.
//
// They are declared in runtime/abi/machine.heddle and interp-src/std; from these, scripts/machine-functions generates
// the table runtime/abi/machine_functions.def, which is read here. A function is identified by its `Machine`, never by
// its name: names are for people. Types are written as in a description. The types of a `special` function depend on
// its receiver or arguments; call.cpp checks them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "translator/sema/types.h"

namespace heddle::sema {

/// The functions, in the order of the table.
enum class Machine : std::uint16_t {
  none,
#define HD_MACHINE_FUNCTION(id, module, name, params, result, facts, cpp_result, cpp_params) id,
#define HD_MACHINE_INSTRUCTION(id, module, name, params, result, facts) id,
#include "runtime/abi/machine_functions.def"
};

/// Facts about a function. Effects use the bits of Effect.
namespace machine_fact {
enum : std::uint32_t {
  none = 0,
  raises = effect_raises,
  allocates = effect_allocates,
  routes = effect_routes,
  suspends = effect_suspends,
  blocks = effect_blocks,
  frame = effect_frame,
  writes = effect_writes,
  home = effect_home,
  faults = 1 << 16,
  place = 1 << 17,  // must be told the place of the statement that calls it
  is_static = 1 << 18,
  is_property = 1 << 19,
  is_setter = 1 << 20,
  is_special = 1 << 21,
};
constexpr std::uint32_t effects = faults - 1;
}  // namespace machine_fact

struct MachineFunction {
  Machine id;
  std::string_view cpp_name;  // "str_sub": the function in namespace hd, or the ir instruction
  std::string_view module;    // "" if it belongs to the language itself
  std::string_view name;      // "str.sub": a member of str; "resume": a plain function
  std::vector<std::string_view> params;
  std::string_view result;  // "" if none
  std::uint32_t facts = 0;
  bool is_instruction = false;  // an instruction of the ir, not a function of the runtime

  bool may(std::uint32_t any_of) const { return (facts & any_of) != 0; }
  std::uint32_t effects() const { return facts & machine_fact::effects; }
  bool is_static() const { return may(machine_fact::is_static); }
  bool is_property() const { return may(machine_fact::is_property); }
  /// Returns true if its result takes the receiver's place, as larger Fields do.
  bool replaces_receiver() const { return result == "Fields" && !is_static(); }
  /// Returns true if it ends the bytecode, as `enter` and `leave` do.
  bool ends_bytecode() const { return may(machine_fact::frame) && result == "never"; }
};

/// All functions, indexed by Machine; the first is none.
const std::vector<MachineFunction>& machine_functions();
const MachineFunction& about(Machine id);

/// The function or member of the language itself that a description writes as `name`, if the table states its types;
/// null if there is none.
const MachineFunction* find_machine(std::string_view name);
/// The function of that C++ name, in any module, or null.
const MachineFunction* find_machine_by_cpp_name(std::string_view name);
/// The special function of the language itself with that name (`assert`, `hash_of`), or none.
Machine find_special(std::string_view name);

/// The language's own functions under `prefix`, without it: the members of a type. If `prefix` is "", the plain
/// functions; those that end a bytecode are included only if `in_op`.
std::vector<std::string> machine_names(std::string_view prefix, bool in_op = true);

/// The first part of the names of a type's members ("str", "tasklet"), or "".
std::string_view machine_prefix(const Type* type);

}  // namespace heddle::sema
