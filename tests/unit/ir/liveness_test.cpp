#include "translator/ir/liveness.h"

#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"

namespace heddle::ir {
namespace {

TEST(Liveness, LoopKeepsWhatTheNextRoundReads) {
  Sketch s;
  Function& f = s.add("count", {s.types.i64()}, s.types.i64());
  const Reg i = add_reg(f, s.types.i64()), one = add_reg(f, s.types.i64()), more = add_reg(f, s.types.boolean());
  const BlockId test = add_block(f), body = add_block(f), end = add_block(f);
  put(f, 0, Op::const_int, i);
  put(f, 0, Op::const_int, one, {}, 1);
  jump(f, 0, test);
  put(f, test, Op::lt, more, {i, 0});
  branch(f, test, more, body, end);
  put(f, body, Op::add, i, {i, one});
  jump(f, body, test);
  put(f, end, Op::ret, no_reg, {i});
  const Liveness live = liveness(f);
  EXPECT_TRUE(live.in[1][static_cast<std::size_t>(one)]);
  EXPECT_TRUE(live.out[2][0]);                              // the limit
  EXPECT_FALSE(live.in[3][static_cast<std::size_t>(one)]);  // not read after the loop
  EXPECT_FALSE(live.in[0][static_cast<std::size_t>(i)]);
  EXPECT_FALSE(live.in[2][static_cast<std::size_t>(more)]);
}

TEST(Liveness, HandlerKeepsItsRegistersThroughoutTheBlock) {
  Sketch s;
  Function& f = s.add("guarded", {s.types.i64()}, s.types.i64());
  const Reg old = add_reg(f, s.types.i64()), caught = add_reg(f, s.types.value());
  const BlockId handler = add_block(f), work = add_block(f, handler);
  put(f, 0, Op::const_int, old);
  jump(f, 0, work);
  put(f, work, Op::call, old, {0}).callee = f.id;
  put(f, work, Op::ret, no_reg, {old});
  put(f, handler, Op::catch_value, caught);
  put(f, handler, Op::ret, no_reg, {old});
  // The call writes `old` only when it returns: the value from before reaches the handler.
  EXPECT_TRUE(liveness(f).in[static_cast<std::size_t>(work)][static_cast<std::size_t>(old)]);
}

TEST(Liveness, RecordSetReadsTheRecord) {
  Sketch s;
  sema::Type* pair = s.types.declare(sema::TypeKind::record, "Pair");
  pair->fields = {{"a", s.types.i64()}, {"b", s.types.i64()}};
  Function& f = s.add("change", {pair, s.types.i64()}, pair);
  put(f, 0, Op::record_set, no_reg, {0, 1});
  put(f, 0, Op::ret, no_reg, {0});
  EXPECT_TRUE(liveness(f).in[0][0]);
}

}  // namespace
}  // namespace heddle::ir
