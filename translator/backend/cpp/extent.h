// Which part of a function a form of it has to contain: what can be reached from where the form is entered.
//
// A bytecode's fast form ends at its exits; its slow form begins there, or where it was suspended. Neither needs the
// blocks that only the other one runs.
#pragma once
#include <functional>
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::cpp {

struct Position {
  ir::BlockId block = 0;
  int instr = 0;
};

/// By block: the first instruction that the form contains; -1: none of the block.
/// `ends`: instructions at which the form is left. `raises`: those that may go to their block's handler.
std::vector<int> extent(const ir::Function& function, const std::vector<Position>& entries,
                        const std::function<bool(const ir::Instr&)>& ends,
                        const std::function<bool(const ir::Instr&)>& raises);

}  // namespace heddle::cpp
