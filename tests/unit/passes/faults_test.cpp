#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/ir/build.h"
#include "translator/passes/passes.h"

namespace heddle::passes {
namespace {

using namespace ir;

/// `n` functions that each call the next one, and the last of them `last`, if there is one.
std::vector<Function*> chain(Sketch& s, int n, FunctionId last = -1) {
  std::vector<Function*> made;
  for (int i = 0; i < n; ++i) {
    made.push_back(&s.add("f" + std::to_string(i), {}, nullptr));
    const FunctionId next = i + 1 < n ? made.back()->id + 1 : last;
    if (next >= 0) put(*made.back(), 0, Op::call).callee = next;
    put(*made.back(), 0, Op::ret);
  }
  return made;
}

std::ptrdiff_t watching(const std::vector<Function*>& functions) {
  return std::count_if(functions.begin(), functions.end(), [](const Function* f) { return f->watches_stack; });
}

TEST(Faults, OneFunctionOfACycleLooksAtTheStack) {
  Sketch s;
  const auto cycle = chain(s, 5, 0);
  faults(s.program);
  EXPECT_EQ(watching(cycle), 1);
  for (const Function* f : cycle) EXPECT_TRUE(f->may_fault) << f->name;
}

TEST(Faults, AShortChainDoesNotLookAtTheStack) {
  Sketch s;
  const auto calls = chain(s, 60);
  faults(s.program);
  EXPECT_EQ(watching(calls), 0);
  for (const Function* f : calls) EXPECT_FALSE(f->may_fault) << f->name;
}

/// The end of the stack may be anywhere in it.
TEST(Faults, AVeryLongChainLooksNowAndThen) {
  for (const FunctionId last : {-1, 0}) {
    Sketch s;
    const auto calls = chain(s, 1000, last);
    faults(s.program);
    int since = 0;
    for (const Function* f : calls) {
      since = f->watches_stack ? 0 : since + 1;
      EXPECT_LE(since, 64) << f->name;
    }
    EXPECT_LE(watching(calls), 20);
  }
}

}  // namespace
}  // namespace heddle::passes
