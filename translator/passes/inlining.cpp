// Inlines small callees into their callers.
//
// The fast path of a bytecode is a few small functions deep (`t.get_str(k)`): each call would cost a frame and hide its
// checks from the surrounding code. Functions are visited callees first, so a callee is already in its final form. A
// callee is inlined if it is small, or small without its cold blocks, or called only once. A recursive callee never is,
// and in cold blocks only a callee no larger than a call. A callee with a loop that calls is inlined only into callers
// that have such a loop: a call costs little beside it, and inlined it would take registers from the rest. A bytecode
// has no stack frame as long as all its calls are exits (translator/backend/cpp/outline.h), so callees that compare
// strings, which is a different kind of call, must be smaller to be inlined into one. A method of an owned object that
// may be foreign is a `call_method` and stays one: the pass runs again once the calls guarded by owner checks are
// known. Suspending functions are inlined too: suspend points are found later, so their callers need no frame of their
// own. Afterwards such calls are gone, up to the growth limit of the caller. Spans still refer to the callee's text.
#include <algorithm>
#include <map>

#include "translator/ir/calls.h"
#include "translator/ir/loops.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

// Sizes in instructions.
constexpr int tiny_callee = 6;       // as short as a call with its arguments
constexpr int small_callee = 24;     // inlined everywhere but in cold code
constexpr int bytecode_callee = 48;  // inlined into a bytecode
constexpr int mixed_callee = 60;     // inlined when at most `small_callee` of them are not cold
constexpr int single_callee = 80;    // inlined into its only caller
constexpr int caller_limit = 400;    // a caller of this size takes no more

struct Shape {
  int size = 0;
  int warm = 0;   // size without cold blocks
  int calls = 0;  // number of calls of it
  int returns = 0;
  bool recursive = false;
  bool loops = false;
  bool compares = false;  // compares strings on a warm path
};

/// A call into the runtime that is not an exit of a bytecode.
bool compares_strings(const Function& f, const Instr& i) {
  switch (i.op) {
    case Op::lt:
    case Op::le:
    case Op::gt:
    case Op::ge:
      return f.regs[static_cast<std::size_t>(i.args[0])]->kind == sema::TypeKind::str;
    default:
      return false;
  }
}

Shape shape_of(const Function& f) {
  Shape shape;
  for (const Block& block : f.blocks) {
    shape.size += static_cast<int>(block.instrs.size());
    if (block.instrs.back().op == Op::ret) ++shape.returns;
    if (block.cold) continue;
    shape.warm += static_cast<int>(block.instrs.size());
    for (const Instr& i : block.instrs) shape.compares = shape.compares || compares_strings(f, i);
  }
  shape.loops = calls_in_loop(f);
  return shape;
}

bool can_inline(const Function& callee, const Shape& shape, bool cold, const Function& caller, const Shape& own) {
  if (callee.kind != FunctionKind::function && callee.kind != FunctionKind::method) return false;
  if (shape.recursive) return false;
  if (cold || callee.blocks[0].cold) return shape.size <= tiny_callee;
  if (shape.loops && !own.loops) return false;
  // A function that is small enough for bytecodes does not grow beyond that.
  const int added = shape.size + callee.nparams + shape.returns;  // including moves of arguments and results
  const bool inlinable = caller.kind == FunctionKind::function || caller.kind == FunctionKind::method;
  if (inlinable && own.size <= bytecode_callee && own.size + added > bytecode_callee && shape.size > tiny_callee)
    return false;
  const bool into_bytecode = caller.kind == FunctionKind::op;
  if (into_bytecode && shape.compares) return shape.size <= small_callee;
  return shape.size <= (into_bytecode ? bytecode_callee : small_callee) ||
         (shape.size <= mixed_callee && shape.warm <= small_callee) ||
         (shape.calls == 1 && shape.size <= single_callee);
}

/// For tracebacks: the instructions of a callee that has been inlined at a call, and where they are now.
class Inlines {
 public:
  Inlines(Program& program, const Instr& call, FunctionId callee)
      : program_(program), outermost_(add({callee, call.span, call.inlined})) {}

  /// The index for an instruction that had `inner` in the callee.
  int at(int inner) {
    if (inner < 0) return outermost_;
    const auto [known, is_new] = known_.try_emplace(inner, 0);
    if (!is_new) return known->second;
    Inline moved = program_.inlines[static_cast<std::size_t>(inner)];
    moved.outer = at(moved.outer);
    return known_[inner] = add(moved);
  }

 private:
  int add(const Inline& one) {
    program_.inlines.push_back(one);
    return static_cast<int>(program_.inlines.size()) - 1;
  }
  Program& program_;
  int outermost_;
  std::map<int, int> known_;
};

/// Replaces the call at block b, instruction i with the callee's blocks.
void inline_at(Program& program, Function& f, std::size_t b, std::size_t i, const Function& callee) {
  const Instr call = f.blocks[b].instrs[i];
  Inlines inlines(program, call, callee.id);
  const Reg reg_base = static_cast<Reg>(f.regs.size());
  f.regs.insert(f.regs.end(), callee.regs.begin(), callee.regs.end());
  f.reg_names.insert(f.reg_names.end(), callee.reg_names.begin(), callee.reg_names.end());

  Block rest;
  rest.handler = f.blocks[b].handler;
  rest.cold = f.blocks[b].cold;
  auto& instrs = f.blocks[b].instrs;
  rest.instrs.assign(std::make_move_iterator(instrs.begin() + static_cast<std::ptrdiff_t>(i) + 1),
                     std::make_move_iterator(instrs.end()));
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
    instr.inlined = call.inlined;
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
      instr.inlined = inlines.at(instr.inlined);
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
  const CallOrder calls(program);
  std::vector<Shape> shapes;
  for (const auto& f : program.functions) shapes.push_back(shape_of(*f));
  for (std::size_t i = 0; i < shapes.size(); ++i) shapes[i].recursive = calls.recursive[i];
  for (const auto& f : program.functions)
    for (const Block& block : f->blocks)
      for (const Instr& i : block.instrs)
        if (i.op == Op::call || i.op == Op::call_method) ++shapes[static_cast<std::size_t>(i.callee)].calls;
  for (FunctionId id : calls.order) {
    Function& f = program.function(id);
    Shape& own = shapes[static_cast<std::size_t>(id)];
    for (std::size_t b = 0; b < f.blocks.size(); ++b)
      for (std::size_t i = 0; i < f.blocks[b].instrs.size(); ++i) {
        const Instr& instr = f.blocks[b].instrs[i];
        if (instr.op != Op::call || instr.callee == id) continue;
        const Shape& shape = shapes[static_cast<std::size_t>(instr.callee)];
        const Function& callee = program.function(instr.callee);
        if (!can_inline(callee, shape, f.blocks[b].cold, f, own) || own.size + shape.size > caller_limit) continue;
        inline_at(program, f, b, i, callee);
        own.size += shape.size;
        break;  // the rest of the block comes after the callee's blocks, later in this loop
      }
    cleanup(f);
    const Shape now = shape_of(f);
    own.size = now.size;
    own.warm = now.warm;
    own.returns = now.returns;
    own.loops = now.loops;
    own.compares = now.compares;
  }
}

}  // namespace heddle::passes
