// The functions of the machine: what the checker, lowering, the passes and both back ends know of each.
//
// They are declared in runtime/abi/machine.heddle and interp-src/std; scripts/machine-functions writes the table
// runtime/abi/machine_functions.def from that, which this reads. A function is known by its `Machine`, never by its
// name: names are for what people write and read. Types are written as in a description. Those of a `special` function
// depend on its receiver or arguments; call.cpp checks them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "translator/sema/types.h"

namespace heddle::sema {

/// The functions in the order of the table.
enum class Machine : std::uint16_t {
  none,
#define HD_MACHINE_FUNCTION(id, module, name, params, result, facts, cpp_result, cpp_params) id,
#define HD_MACHINE_INSTRUCTION(id, module, name, params, result, facts) id,
#include "runtime/abi/machine_functions.def"
};

/// What is said of a function. Effects have the bit of Effect.
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
  place = 1 << 17,  // wants to know the place of the statement that calls it
  is_static = 1 << 18,
  is_property = 1 << 19,
  is_setter = 1 << 20,
  is_special = 1 << 21,
};
constexpr std::uint32_t effects = faults - 1;
}  // namespace machine_fact

struct MachineFunction {
  Machine id;
  std::string_view cpp_name;  // "str_sub": of the function in namespace hd, or of the ir instruction
  std::string_view module;    // "" for what belongs to the language itself
  std::string_view name;      // "str.sub": a member of str; "resume": a plain function
  std::vector<std::string_view> params;
  std::string_view result;  // "" none
  std::uint32_t facts = 0;
  bool is_instruction = false;  // of the ir; not a function of the runtime

  bool may(std::uint32_t any_of) const { return (facts & any_of) != 0; }
  std::uint32_t effects() const { return facts & machine_fact::effects; }
  bool is_static() const { return may(machine_fact::is_static); }
  bool is_property() const { return may(machine_fact::is_property); }
  /// It ends the bytecode: `enter`, `leave` and their kin.
  bool ends_bytecode() const { return may(machine_fact::frame) && result == "never"; }
};

/// All, by Machine; the first is none.
const std::vector<MachineFunction>& machine_functions();
const MachineFunction& about(Machine id);

/// What a description writes as `name`: a function or member of the language itself whose types the table states. Null:
/// there is none.
const MachineFunction* find_machine(std::string_view name);
/// The function of that C++ name, whatever module it belongs to, or null.
const MachineFunction* find_machine_by_cpp_name(std::string_view name);
/// A special one of the language itself (`assert`, `hash_of`), or none.
Machine find_special(std::string_view name);

/// What follows that first part in the names of the language's own functions: members of a type. Of "", the plain
/// functions; those that end a bytecode only for an op.
std::vector<std::string> machine_names(std::string_view prefix, bool in_op = true);

/// First part of the names of a type's members ("str", "tasklet"), or "".
std::string_view machine_prefix(const Type* type);

}  // namespace heddle::sema
