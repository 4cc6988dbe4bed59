// The functions and members that belong to the machine rather than to a module: one table.
//
// A row's name is what `Expr::builtin` holds; lowering and the back ends switch on it. Types are written as in a
// description. Members whose types depend on the receiver (arrays) or arguments (add_overflows) are not in the table;
// call.cpp checks them by hand.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "translator/sema/types.h"

namespace heddle::sema {

struct MachineFunction {
  std::string_view name;  // "str.sub": a member of str; "resume": a plain function
  std::vector<std::string_view> params;
  std::string_view result;  // "" none
  std::uint32_t effects = 0;
  bool is_static = false;    // called on the type: `str.from(...)`
  bool is_property = false;  // no parentheses
};

const std::vector<MachineFunction>& machine_functions();

/// The row of that name, or null.
const MachineFunction* find_machine(std::string_view name);

/// What follows that first part in the rows' names: members of a type. Of "", the plain functions.
std::vector<std::string> machine_names(std::string_view prefix);

/// First part of the names of a type's members ("str", "tasklet"), or "".
std::string_view machine_prefix(const Type* type);

}  // namespace heddle::sema
