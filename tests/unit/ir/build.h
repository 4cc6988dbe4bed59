// Small functions of ir written by hand, for tests.
#pragma once
#include "translator/ir/ir.h"

namespace heddle::ir {

/// One program under construction. `add` makes a function; `Builder` fills it.
struct Sketch {
  sema::TypeTable types;
  Program program;

  Sketch() {
    program.types = &types;
    sema::Type* value = types.declare(sema::TypeKind::value, "Value");
    value->arms = {{"nil", nullptr}, {"bool", types.boolean()}, {"int", types.i64()}, {"float", types.float64()}};
    types.set_value(value);
  }

  Function& add(const std::string& name, std::vector<const Type*> params, const Type* result,
                FunctionKind kind = FunctionKind::function) {
    auto f = std::make_unique<Function>();
    f->id = static_cast<FunctionId>(program.functions.size());
    f->kind = kind;
    f->name = name;
    f->result = result ? result : types.unit();
    f->nparams = static_cast<int>(params.size());
    f->regs = params;
    f->reg_names.resize(params.size());
    f->blocks.resize(1);
    program.functions.push_back(std::move(f));
    return *program.functions.back();
  }

  sema::Type* owned(const std::string& name) {
    sema::Type* type = types.declare(sema::TypeKind::object, name);
    type->sharing = sema::Sharing::owned;
    return type;
  }
};

inline Reg add_reg(Function& f, const Type* type) {
  f.regs.push_back(type);
  f.reg_names.emplace_back();
  return static_cast<Reg>(f.regs.size()) - 1;
}

inline BlockId add_block(Function& f, BlockId handler = -1) {
  f.blocks.emplace_back();
  f.blocks.back().handler = handler;
  return static_cast<BlockId>(f.blocks.size()) - 1;
}

inline Instr& put(Function& f, BlockId b, Op op, Reg dst = no_reg, std::vector<Reg> args = {}, std::int64_t imm = 0) {
  auto& instrs = f.blocks[static_cast<std::size_t>(b)].instrs;
  instrs.emplace_back();
  instrs.back().op = op;
  instrs.back().dst = dst;
  instrs.back().args = std::move(args);
  instrs.back().imm = imm;
  return instrs.back();
}

inline void jump(Function& f, BlockId from, BlockId to) { put(f, from, Op::jump).targets = {to}; }
inline void branch(Function& f, BlockId from, Reg on, BlockId yes, BlockId no) {
  put(f, from, Op::branch, no_reg, {on}).targets = {yes, no};
}

}  // namespace heddle::ir
