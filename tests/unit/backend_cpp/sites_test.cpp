// Places for tracebacks, and the order of blocks.
#include "translator/backend/cpp/sites.h"

#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"
#include "translator/backend/cpp/order.h"

namespace heddle::cpp {
namespace {

TEST(Sites, AnInlinedPlaceGoesOnWithThePlaceOfTheCall) {
  ir::Sketch sketch;
  source::SourceMap sources;
  const auto file = sources.add("small.heddle", "fn f() { g() }\nfn g() { 1 }\n");
  const ir::FunctionId f = sketch.add("f", {}, nullptr).id, g = sketch.add("g", {}, nullptr).id;
  sketch.program.inlines.push_back({g, {file, 9, 12}, -1});
  Sites sites(sketch.program, sketch.program.function(f), sources);
  ir::Instr own, inlined;
  own.span = {file, 9, 12};
  inlined.span = {file, 24, 25};
  inlined.inlined = 0;
  EXPECT_EQ(sites.of(inlined), "in_g(\"2:10\")");
  EXPECT_EQ(sites.of(own), "in_f(\"1:10\")");
  EXPECT_EQ(sites.macros(),
            "#define in_f(at) \"f (small.heddle:\" at \")\"\n"
            "#define in_g(at) \"g (small.heddle:\" at \")\" \"\\n\" in_f(\"1:10\")\n");
}

TEST(Order, ABlockComesAfterThoseThatLeadToItAndColdOnesComeLast) {
  ir::Sketch sketch;
  ir::Function& f = sketch.add("f", {}, nullptr);
  for (int n = 0; n < 4; ++n) ir::add_block(f);
  const auto to = [&](ir::BlockId b, std::vector<ir::BlockId> targets) {
    ir::put(f, b, targets.size() > 1 ? ir::Op::branch : ir::Op::jump).targets = std::move(targets);
  };
  to(0, {4, 3});  // 4: the body, written last of all; 3: an error
  to(4, {2, 1});
  to(2, {1});
  ir::put(f, 1, ir::Op::ret);
  ir::put(f, 3, ir::Op::ret);
  f.blocks[3].cold = true;
  EXPECT_EQ(reading_order(f), (std::vector<ir::BlockId>{0, 4, 2, 1, 3}));
}

}  // namespace
}  // namespace heddle::cpp
