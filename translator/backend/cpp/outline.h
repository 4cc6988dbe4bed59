// Where a variant of a bytecode exits to the later form.
//
// A call that may signal passes the address of its result and is followed by the code that suspends: inside a
// bytecode's function that costs a stack frame on every path, even on those that never call. So a bytecode has two
// kinds of forms: the variants, in which each such instruction stores the live registers in the context and tail-calls,
// and the later form, which loads them and continues from there. In Deegen (Xu and Kjolstad, 2024) authors write the
// later form by hand; here it is the same text, entered at another place.
#pragma once
#include <functional>
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::cpp {

struct Exit {
  ir::BlockId block = 0;
  int instr = 0;
  std::vector<ir::Reg> live;  // registers read by the instruction or after it
};

/// The exits of a bytecode, one for each instruction for which `signals` holds. Empty if such an instruction always
/// runs, or if more values are live at one than fit: one form is then enough.
std::vector<Exit> exits(const ir::Function& function, const std::function<bool(const ir::Instr&)>& signals);

}  // namespace heddle::cpp
