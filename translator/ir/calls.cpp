#include "translator/ir/calls.h"

#include <algorithm>

namespace heddle::ir {

CallOrder::CallOrder(const Program& program)
    : recursive(program.functions.size(), false),
      heads(recursive),
      program_(program),
      low_(program.functions.size(), 0),
      seen_(low_.size(), 0),
      on_stack_(low_.size(), false),
      active_(on_stack_) {
  for (const auto& f : program.functions)
    if (!seen_[static_cast<std::size_t>(f->id)]) visit(f->id);
}

void CallOrder::begin(FunctionId id) {
  const auto at = static_cast<std::size_t>(id);
  low_[at] = seen_[at] = ++clock_;
  stack_.push_back(id);
  on_stack_[at] = active_[at] = true;
  Visit visit{id, 0, {}};
  for (const Block& block : program_.function(id).blocks)
    for (const Instr& i : block.instrs)
      if (i.op == Op::call) visit.callees.push_back(i.callee);
  visits_.push_back(std::move(visit));
}

void CallOrder::visit(FunctionId root) {
  begin(root);
  while (!visits_.empty()) {
    Visit& now = visits_.back();
    const auto at = static_cast<std::size_t>(now.id);
    if (now.next < now.callees.size()) {
      const FunctionId callee = now.callees[now.next++];
      const auto to = static_cast<std::size_t>(callee);
      if (callee == now.id) recursive[at] = true;
      if (active_[to]) heads[to] = true;
      if (!seen_[to])
        begin(callee);
      else if (on_stack_[to])
        low_[at] = std::min(low_[at], seen_[to]);
      continue;
    }
    const FunctionId id = now.id;
    visits_.pop_back();
    active_[at] = false;
    if (!visits_.empty()) {
      const auto caller = static_cast<std::size_t>(visits_.back().id);
      low_[caller] = std::min(low_[caller], low_[at]);
    }
    if (low_[at] == seen_[at]) end_component(id);
  }
}

void CallOrder::end_component(FunctionId id) {
  const bool cycle = stack_.back() != id;
  for (;;) {
    const FunctionId member = stack_.back();
    stack_.pop_back();
    on_stack_[static_cast<std::size_t>(member)] = false;
    if (cycle) recursive[static_cast<std::size_t>(member)] = true;
    order.push_back(member);
    if (member == id) return;
  }
}

}  // namespace heddle::ir
