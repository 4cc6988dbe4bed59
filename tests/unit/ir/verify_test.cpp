// Each rule of the verifier, broken once.
#include "translator/ir/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"

namespace heddle::ir {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Verify : testing::Test {
  Sketch s;
  std::vector<std::string> errors() { return verify(s.program); }
  Function& function(std::vector<const Type*> params = {}, const Type* result = nullptr) {
    return s.add("f", std::move(params), result);
  }
};

TEST_F(Verify, SoundFunction) {
  Function& f = function({s.types.i64()}, s.types.i64());
  put(f, 0, Op::ret, no_reg, {0});
  EXPECT_THAT(errors(), IsEmpty());
}

TEST_F(Verify, BlockWithoutTerminator) {
  Function& f = function();
  put(f, 0, Op::const_int, add_reg(f, s.types.i64()));
  EXPECT_THAT(errors(), ElementsAre("f: b0: const_int: a block must end in a terminator"));
}

TEST_F(Verify, TerminatorInside) {
  Function& f = function();
  put(f, 0, Op::ret);
  put(f, 0, Op::ret);
  EXPECT_THAT(errors(), ElementsAre("f: b0: ret: a terminator inside of a block"));
}

TEST_F(Verify, TargetOutOfRange) {
  jump(function(), 0, 7);
  EXPECT_THAT(errors(), ElementsAre("f: b0: jump: target out of range"));
}

TEST_F(Verify, RegisterOutOfRange) {
  put(function({}, s.types.i64()), 0, Op::ret, no_reg, {3});
  EXPECT_THAT(errors(), ElementsAre("f: b0: ret: register out of range"));
}

TEST_F(Verify, OperandsOfDifferentTypes) {
  Function& f = function({s.types.i64(), s.types.float64()}, s.types.i64());
  put(f, 0, Op::add, add_reg(f, s.types.i64()), {0, 1});
  put(f, 0, Op::ret, no_reg, {2});
  EXPECT_THAT(errors(), ElementsAre(HasSubstr("operands of different types: %2: i64 = add %0, %1")));
}

TEST_F(Verify, WrongNumberOfArguments) {
  Function& f = function({s.types.i64()});
  put(f, 0, Op::call).callee = f.id;
  put(f, 0, Op::ret);
  EXPECT_THAT(errors(), ElementsAre(HasSubstr("0 arguments for 1 parameters")));
}

TEST_F(Verify, ReadBeforeWrittenOnOnePath) {
  Function& f = function({s.types.boolean()}, s.types.i64());
  const Reg x = add_reg(f, s.types.i64());
  const BlockId sets = add_block(f), end = add_block(f);
  branch(f, 0, 0, sets, end);
  put(f, sets, Op::const_int, x);
  jump(f, sets, end);
  put(f, end, Op::ret, no_reg, {x});
  EXPECT_THAT(errors(), ElementsAre("f: b0: %1 '' may be read before it is written"));
}

TEST_F(Verify, HandlerTakesTheErrorFirst) {
  Function& f = function();
  const BlockId handler = add_block(f), work = add_block(f, handler);
  jump(f, 0, work);
  put(f, work, Op::ret);
  put(f, handler, Op::ret);
  EXPECT_THAT(errors(), ElementsAre("f: b1: a handler without catch_value"));
}

TEST_F(Verify, FrameStatementOutsideOfAnOp) {
  put(function(), 0, Op::next);
  EXPECT_THAT(errors(), ElementsAre("f: b0: next: stands outside of an op"));
}

TEST_F(Verify, SwitchWithoutDefault) {
  Function& f = function({s.types.i64()});
  Instr& sw = put(f, 0, Op::switch_int, no_reg, {0});
  sw.cases = {1};
  sw.targets = {0};
  EXPECT_THAT(errors(), ElementsAre(HasSubstr("needs a target for each case")));
}

TEST_F(Verify, OnlyOwnedObjectsAreRouted) {
  Function& f = function({s.types.str()});
  put(f, 0, Op::route, no_reg, {0}).callee = f.id;
  put(f, 0, Op::ret);
  EXPECT_THAT(errors(), ElementsAre(HasSubstr("the receiver is not owned")));
}

}  // namespace
}  // namespace heddle::ir
