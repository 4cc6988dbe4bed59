// Makes the ownership of objects explicit.
//
// Problem: in `t.get(k)`, t may belong to another context. Before:
//     %v = call_method Table.get %t, %k
// after:
//     owner_check Table %t (to read) -> b_local, b_foreign
//   b_local:            %v = call Table.get %t, %k      jump b_join
//   b_foreign (cold):   %v = route Table.get %t, %k     jump b_join
// `(to read)` appears if the method does not write (effect `writes`): a read-shared object will then do too. Afterwards
// no call_method is left, and `route` is the only instruction that reaches a foreign object's fields.
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

/// Splits block `b` before instruction `i` and returns the block with the rest.
BlockId split(Function& f, std::size_t b, std::size_t i) {
  Block rest;
  auto& instrs = f.blocks[b].instrs;
  rest.handler = f.blocks[b].handler;
  rest.cold = f.blocks[b].cold;
  rest.instrs.assign(std::make_move_iterator(instrs.begin() + static_cast<std::ptrdiff_t>(i)),
                     std::make_move_iterator(instrs.end()));
  instrs.resize(i);
  f.blocks.push_back(std::move(rest));
  return static_cast<BlockId>(f.blocks.size()) - 1;
}

BlockId block_with(Function& f, const Block& like, Instr instr, BlockId next, bool cold) {
  Block block;
  block.handler = like.handler;
  block.cold = cold || like.cold;
  Instr jump;
  jump.op = Op::jump;
  jump.span = instr.span;
  jump.targets = {next};
  block.instrs.push_back(std::move(instr));
  block.instrs.push_back(std::move(jump));
  f.blocks.push_back(std::move(block));
  return static_cast<BlockId>(f.blocks.size()) - 1;
}

}  // namespace

void ownership(Function& f, const Program& program) {
  for (std::size_t b = 0; b < f.blocks.size(); ++b) {
    for (std::size_t i = 0; i < f.blocks[b].instrs.size(); ++i) {
      if (f.blocks[b].instrs[i].op != Op::call_method) continue;
      const Instr method = f.blocks[b].instrs[i];
      const BlockId join = split(f, b, i + 1);
      f.blocks[b].instrs.pop_back();
      Instr local = method;
      local.op = Op::call;
      Instr foreign = method;
      foreign.op = Op::route;
      const Block like{{}, f.blocks[b].handler, f.blocks[b].cold};
      const BlockId here = block_with(f, like, std::move(local), join, false);
      const BlockId there = block_with(f, like, std::move(foreign), join, true);
      Instr check;
      check.op = Op::owner_check;
      check.args = {method.args[0]};
      check.type = method.type;
      check.imm = program.function(method.callee).has(sema::effect_writes) ? 0 : check_to_read;
      check.span = method.span;
      check.targets = {here, there};
      f.blocks[b].instrs.push_back(std::move(check));
      break;  // the rest is in `join`, which comes later in this loop
    }
  }
}

}  // namespace heddle::passes
