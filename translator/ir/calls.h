// The graph of calls: an order with callees before their callers, and who may come back to itself.
#pragma once
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::ir {

/// Callees before callers; marks those that can reach themselves (Tarjan's strongly connected components), and of these
/// the ones that are called back while they are being visited. Without recursion of its own: a chain of calls in a
/// description may be of any length.
class CallOrder {
 public:
  explicit CallOrder(const Program& program);

  std::vector<FunctionId> order;
  std::vector<bool> recursive;  // by function
  std::vector<bool> heads;      // by function: on every cycle of calls there is one

 private:
  struct Visit {
    FunctionId id;
    std::size_t next = 0;  // in `callees`
    std::vector<FunctionId> callees;
  };
  void begin(FunctionId id);
  void visit(FunctionId id);
  void end_component(FunctionId id);

  const Program& program_;
  std::vector<int> low_, seen_;
  std::vector<bool> on_stack_, active_;  // in `stack_`, in `visits_`
  std::vector<FunctionId> stack_;
  std::vector<Visit> visits_;
  int clock_ = 0;
};

}  // namespace heddle::ir
