#include "translator/ir/liveness.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

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
  EXPECT_TRUE(live.in[1].has(one));
  EXPECT_TRUE(live.out[2].has(0));    // the limit
  EXPECT_FALSE(live.in[3].has(one));  // not read after the loop
  EXPECT_FALSE(live.in[0].has(i));
  EXPECT_FALSE(live.in[2].has(more));
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
  EXPECT_TRUE(liveness(f).in[static_cast<std::size_t>(work)].has(old));
}

TEST(Liveness, RecordSetReadsTheRecord) {
  Sketch s;
  sema::Type* pair = s.types.declare(sema::TypeKind::record, "Pair");
  pair->fields = {{"a", s.types.i64()}, {"b", s.types.i64()}};
  Function& f = s.add("change", {pair, s.types.i64()}, pair);
  put(f, 0, Op::record_set, no_reg, {0, 1});
  put(f, 0, Op::ret, no_reg, {0});
  EXPECT_TRUE(liveness(f).in[0].has(0));
}

/// Liveness by its definition, one set a point, until nothing changes.
struct Reference {
  std::vector<std::set<Reg>> in, out;

  explicit Reference(const Function& f) : in(f.blocks.size()), out(f.blocks.size()) {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t b = 0; b < f.blocks.size(); ++b) {
        const Block& block = f.blocks[b];
        std::set<Reg> always;
        if (block.handler >= 0) always = in[static_cast<std::size_t>(block.handler)];
        std::set<Reg> now;
        for (BlockId target : block.instrs.back().targets)
          now.insert(in[static_cast<std::size_t>(target)].begin(), in[static_cast<std::size_t>(target)].end());
        const std::set<Reg> after = now;
        for (auto i = block.instrs.rbegin(); i != block.instrs.rend(); ++i) {
          now.erase(i->dst);
          now.insert(i->args.begin(), i->args.end());
          now.insert(always.begin(), always.end());
        }
        changed = changed || now != in[b] || after != out[b];
        in[b] = now;
        out[b] = after;
      }
    }
  }
};

/// Arbitrary graphs: loops entered in the middle, unreachable blocks, handlers of handlers.
void add_random_blocks(Function& f, Sketch& s, std::mt19937& random) {
  auto below = [&](std::size_t n) { return static_cast<int>(random() % n); };
  const std::size_t nblocks = 1 + random() % 12, nregs = 1 + random() % 150;
  for (std::size_t r = 0; r < nregs; ++r) add_reg(f, s.types.i64());
  for (std::size_t b = 1; b < nblocks; ++b) add_block(f, random() % 4 == 0 ? below(nblocks) : -1);
  for (std::size_t b = 0; b < nblocks; ++b) {
    const BlockId id = static_cast<BlockId>(b);
    for (auto n = random() % 6; n > 0; --n) put(f, id, Op::add, below(nregs), {below(nregs), below(nregs)});
    if (random() % 4 == 0)
      put(f, id, Op::ret, no_reg, {below(nregs)});
    else if (random() % 2 == 0)
      jump(f, id, below(nblocks));
    else
      branch(f, id, below(nregs), below(nblocks), below(nblocks));
  }
}

TEST(Liveness, AgreesWithItsDefinitionOnRandomGraphs) {
  for (unsigned seed = 1; seed <= 400; ++seed) {
    std::mt19937 random(seed);
    Sketch s;
    Function& f = s.add("random", {}, s.types.i64());
    add_random_blocks(f, s, random);
    const Liveness live = liveness(f);
    const Reference expected(f);
    for (std::size_t b = 0; b < f.blocks.size(); ++b) {
      EXPECT_EQ(live.in[b].members(), std::vector<Reg>(expected.in[b].begin(), expected.in[b].end()))
          << "seed " << seed;
      EXPECT_EQ(live.out[b].members(), std::vector<Reg>(expected.out[b].begin(), expected.out[b].end()))
          << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace heddle::ir
