// Puts small callees into their callers.
//
// A bytecode's fast path is a few small functions deep (`t.get_str(k)`): called, each would cost a frame and hide its
// checks from its surroundings. Callees of few instructions that do not call themselves are copied in; a method of an
// owned object stays a `call_method` until ownership, so it is inlined only behind the owner check, by the C++ compiler.
// Afterwards no call of such a callee is left, up to the growth limit of its caller. Spans keep naming the callee's text.
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

constexpr int small_callee = 24;     // instructions
constexpr int caller_limit = 400;    // instructions after which a caller takes no more

int size_of(const Function& f) {
  int n = 0;
  for (const Block& block : f.blocks) n += static_cast<int>(block.instrs.size());
  return n;
}

bool calls_itself(const Function& f) {
  for (const Block& block : f.blocks)
    for (const Instr& i : block.instrs)
      if (i.op == Op::call && i.callee == f.id) return true;
  return false;
}

bool can_inline(const Function& callee) {
  if (callee.kind != FunctionKind::function && callee.kind != FunctionKind::method) return false;
  return size_of(callee) <= small_callee && !calls_itself(callee);
}

/// Replaces the call at block b, instruction i by the callee's blocks.
void inline_at(Function& f, std::size_t b, std::size_t i, const Function& callee) {
  const Instr call = f.blocks[b].instrs[i];
  const Reg reg_base = static_cast<Reg>(f.regs.size());
  f.regs.insert(f.regs.end(), callee.regs.begin(), callee.regs.end());
  f.reg_names.insert(f.reg_names.end(), callee.reg_names.begin(), callee.reg_names.end());

  Block rest;
  rest.handler = f.blocks[b].handler;
  rest.cold = f.blocks[b].cold;
  auto& instrs = f.blocks[b].instrs;
  rest.instrs.assign(std::make_move_iterator(instrs.begin() + static_cast<std::ptrdiff_t>(i) + 1), std::make_move_iterator(instrs.end()));
  instrs.resize(i);
  const BlockId join = static_cast<BlockId>(f.blocks.size());
  const Block like{{}, f.blocks[b].handler, f.blocks[b].cold};
  f.blocks.push_back(std::move(rest));
  const BlockId first = static_cast<BlockId>(f.blocks.size());

  auto plain = [&](Op op, Reg dst, std::vector<Reg> args, std::vector<BlockId> targets) {
    Instr instr;
    instr.op = op;
    instr.dst = dst;
    instr.args = std::move(args);
    instr.targets = std::move(targets);
    instr.span = call.span;
    return instr;
  };
  for (std::size_t p = 0; p < call.args.size(); ++p)
    f.blocks[b].instrs.push_back(plain(Op::move, reg_base + static_cast<Reg>(p), {call.args[p]}, {}));
  f.blocks[b].instrs.push_back(plain(Op::jump, no_reg, {}, {first}));
  for (const Block& from : callee.blocks) {
    Block to = from;
    to.handler = from.handler >= 0 ? from.handler + first : like.handler;
    to.cold = from.cold || like.cold;
    for (Instr& instr : to.instrs) {
      for (Reg& reg : instr.args)
        if (reg != no_reg) reg += reg_base;
      if (instr.dst != no_reg) instr.dst += reg_base;
      for (BlockId& t : instr.targets) t += first;
    }
    Instr& last = to.instrs.back();
    if (last.op == Op::ret) {
      const std::vector<Reg> result = last.args;
      to.instrs.pop_back();
      if (!result.empty() && call.dst != no_reg) to.instrs.push_back(plain(Op::move, call.dst, {result[0]}, {}));
      to.instrs.push_back(plain(Op::jump, no_reg, {}, {join}));
    }
    f.blocks.push_back(std::move(to));
  }
}

}  // namespace

void inline_calls(Program& program) {
  for (int round = 0; round < 3; ++round)
    for (auto& function : program.functions) {
      Function& f = *function;
      for (std::size_t b = 0; b < f.blocks.size(); ++b)
        for (std::size_t i = 0; i < f.blocks[b].instrs.size(); ++i) {
          const Instr& instr = f.blocks[b].instrs[i];
          if (instr.op != Op::call || instr.callee == f.id) continue;
          const Function& callee = program.function(instr.callee);
          if (!can_inline(callee) || size_of(f) > caller_limit) continue;
          // An error raised in a handler-less callee goes to the caller's handler; a callee's `raise` stays one.
          inline_at(f, b, i, callee);
          break;
        }
      cleanup(f);
    }
}

}  // namespace heddle::passes
