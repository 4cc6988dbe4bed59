// The call graph: an order with callees before their callers, and the functions that may reach themselves.
#pragma once
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::ir {

/// Orders callees before callers. Marks the functions that can reach themselves (Tarjan's strongly connected
/// components), and among them those that are called while they are still being visited. Iterative: chains of calls in
/// a description may have any length.
class CallOrder {
 public:
  explicit CallOrder(const Program& program);

  std::vector<FunctionId> order;
  std::vector<bool> recursive;  // by function
  std::vector<bool> heads;      // by function; every cycle of calls contains one

 private:
  struct Visit {
    FunctionId id;
    std::size_t next = 0;  // index in `callees`
    std::vector<FunctionId> callees;
  };
  void begin(FunctionId id);
  void visit(FunctionId id);
  void end_component(FunctionId id);

  const Program& program_;
  std::vector<int> low_, seen_;
  std::vector<bool> on_stack_, active_;  // on `stack_`, on `visits_`
  std::vector<FunctionId> stack_;
  std::vector<Visit> visits_;
  int clock_ = 0;
};

}  // namespace heddle::ir
