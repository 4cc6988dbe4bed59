#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"
#include "translator/passes/passes.h"
#include "translator/sema/machine.h"

namespace heddle::passes {
namespace {

using namespace ir;

struct Writes : testing::Test {
  Sketch s;
  sema::Type* cell = s.owned("Cell");

  Writes() {
    cell->fields.push_back({"content", s.types.i64(), sema::FieldKind::var, false});
    cell->fields.push_back({"guess", s.types.i64(), sema::FieldKind::hint, false});
  }
  Function& method(const std::string& name) {
    return s.add(name, {cell, s.types.i64()}, nullptr, FunctionKind::method);
  }
  bool found(const Function& f) {
    writes(s.program);
    return f.has(sema::effect_writes);
  }
};

TEST_F(Writes, AFieldCountsAHintDoesNot) {
  Function& set = method("Cell.set");
  put(set, 0, Op::set_field, no_reg, {0, 1}, 0);
  Function& guess = method("Cell.guess");
  put(guess, 0, Op::set_field, no_reg, {0, 1}, 1);
  EXPECT_TRUE(found(set));
  EXPECT_FALSE(found(guess));
}

TEST_F(Writes, ACallerWritesWhatItCallsWrites) {
  Function& outer = method("Cell.outer");
  put(outer, 0, Op::call, no_reg, {0, 1}).callee = 1;
  Function& inner = method("Cell.inner");
  put(inner, 0, Op::call_intrinsic, no_reg, {0}).imm = static_cast<std::int64_t>(sema::Machine::tasklet_wake);
  Function& reads = method("Cell.reads");
  put(reads, 0, Op::call_intrinsic, no_reg, {0}).imm = static_cast<std::int64_t>(sema::Machine::tasklet_number);
  EXPECT_TRUE(found(outer));
  EXPECT_FALSE(found(reads));
}

TEST_F(Writes, WhatIsAboutTheHomeIsFoundThroughCalls) {
  Function& outer = method("Cell.outer");
  put(outer, 0, Op::call, no_reg, {0, 1}).callee = 1;
  Function& inner = method("Cell.inner");
  put(inner, 0, Op::call_intrinsic, no_reg, {0}).imm = static_cast<std::int64_t>(sema::Machine::tasklet_reason);
  Function& other = method("Cell.other");
  put(other, 0, Op::call_intrinsic, no_reg, {0}).imm = static_cast<std::int64_t>(sema::Machine::tasklet_wake);
  found(other);
  EXPECT_TRUE(outer.has(sema::effect_home));
  EXPECT_FALSE(other.has(sema::effect_home));
}

}  // namespace
}  // namespace heddle::passes
