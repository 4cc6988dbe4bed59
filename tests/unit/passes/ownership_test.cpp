#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"
#include "translator/ir/print.h"
#include "translator/ir/verify.h"
#include "translator/passes/passes.h"

namespace heddle::passes {
namespace {

using namespace ir;

struct Ownership : testing::Test {
  Sketch s;
  const sema::Type* cell = s.owned("Cell");
  Function& method = s.add("Cell.get", {cell}, s.types.i64(), FunctionKind::method);

  Ownership() {
    put(method, 0, Op::const_int, add_reg(method, s.types.i64()));
    put(method, 0, Op::ret, no_reg, {1});
  }
  Instr& call(Function& f, BlockId b, Reg dst) {
    Instr& i = put(f, b, Op::call_method, dst, {0});
    i.callee = method.id;
    i.type = cell;
    return i;
  }
};

TEST_F(Ownership, ACallHasALocalAndAForeignSide) {
  Function& f = s.add("f", {cell}, s.types.i64());
  call(f, 0, add_reg(f, s.types.i64()));
  put(f, 0, Op::ret, no_reg, {1});
  ownership(f, s.program);
  EXPECT_EQ(print(f, s.program),
            "f(%0: Cell) -> i64\n"
            "b0:\n  owner_check Cell (to read) %0 -> b2, b3\n"
            "b1:\n  ret %1\n"
            "b2:\n  %1: i64 = call Cell.get %0\n  jump -> b1\n"
            "b3 (cold):\n  %1: i64 = route Cell.get %0\n  jump -> b1\n");
  EXPECT_TRUE(verify(s.program).empty());
}

TEST_F(Ownership, AWritingMethodNeedsTheOwner) {
  method.effects |= sema::effect_writes;
  Function& f = s.add("f", {cell}, s.types.i64());
  call(f, 0, add_reg(f, s.types.i64()));
  put(f, 0, Op::ret, no_reg, {1});
  ownership(f, s.program);
  EXPECT_EQ(f.blocks[0].instrs.back().imm, 0);
}

TEST_F(Ownership, AllSidesKeepTheHandler) {
  Function& f = s.add("f", {cell}, nullptr);
  const Reg caught = add_reg(f, s.types.value()), got = add_reg(f, s.types.i64());
  const BlockId handler = add_block(f), work = add_block(f, handler);
  jump(f, 0, work);
  call(f, work, got);
  call(f, work, got);
  put(f, work, Op::ret);
  put(f, handler, Op::catch_value, caught);
  put(f, handler, Op::ret);
  ownership(f, s.program);
  int routes = 0;
  for (const Block& block : f.blocks)
    for (const Instr& i : block.instrs) {
      EXPECT_NE(i.op, Op::call_method);
      if (i.op != Op::route) continue;
      ++routes;
      EXPECT_EQ(block.handler, handler);
    }
  EXPECT_EQ(routes, 2);
  EXPECT_TRUE(verify(s.program).empty());
}

}  // namespace
}  // namespace heddle::passes
