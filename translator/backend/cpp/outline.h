// Where a variant of a bytecode leaves for the later form.
//
// A call that may signal passes the address of its result and is followed by the code that suspends: left in a
// bytecode's function it costs a stack frame on every path, also on those that never call. So a bytecode has two kinds
// of forms: the variants, in which each such instruction stores the live registers in the context and tail-calls, and
// the later form, which takes them up and goes on from there. Deegen (Xu and Kjolstad, 2024) has its authors write the
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

/// The exits of a bytecode, one for each instruction for which `signals` holds. None when every path meets one at once
/// or when more values are live somewhere than fit: then one form is enough.
std::vector<Exit> exits(const ir::Function& function, const std::function<bool(const ir::Instr&)>& signals);

}  // namespace heddle::cpp
