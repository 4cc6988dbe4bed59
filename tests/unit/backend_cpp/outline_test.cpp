// Where bytecodes leave their fast form, and with which registers.
#include "translator/backend/cpp/outline.h"

#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"

namespace heddle::cpp {
namespace {

using ir::Op;
using ir::Reg;

bool waits(const ir::Instr& i) { return i.op == Op::wait; }

/// A bytecode that waits on one of two paths; `early` makes it wait before it branches, too.
struct Bytecode : ir::Sketch {
  ir::Function* f;
  Reg condition, kept, lost;

  explicit Bytecode(bool early) {
    f = &add("op Test", {}, nullptr, ir::FunctionKind::op);
    condition = ir::add_reg(*f, types.boolean());
    kept = ir::add_reg(*f, types.i64());
    lost = ir::add_reg(*f, types.i64());
    const ir::BlockId waiting = ir::add_block(*f), end = ir::add_block(*f);
    ir::put(*f, 0, Op::const_bool, condition);
    ir::put(*f, 0, Op::const_int, kept);
    ir::put(*f, 0, Op::const_int, lost);
    if (early) ir::put(*f, 0, Op::wait);
    ir::put(*f, 0, Op::branch, ir::no_reg, {condition}).targets = {waiting, end};
    ir::put(*f, waiting, Op::wait);
    ir::put(*f, waiting, Op::operand_set, ir::no_reg, {kept});
    ir::put(*f, waiting, Op::jump).targets = {end};
    ir::put(*f, end, Op::next);
  }
};

TEST(Outline, AnExitCarriesWhatIsReadLaterAndNothingElse) {
  Bytecode bytecode(false);
  const auto found = exits(*bytecode.f, waits);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].block, 1);
  EXPECT_EQ(found[0].instr, 0);
  EXPECT_EQ(found[0].live, std::vector<Reg>{bytecode.kept});
}

TEST(Outline, ABytecodeThatAlwaysCallsHasOneForm) { EXPECT_TRUE(exits(*Bytecode(true).f, waits).empty()); }

TEST(Outline, ABytecodeThatNeverCallsHasOneForm) {
  Bytecode bytecode(false);
  EXPECT_TRUE(exits(*bytecode.f, [](const ir::Instr&) { return false; }).empty());
}

}  // namespace
}  // namespace heddle::cpp
