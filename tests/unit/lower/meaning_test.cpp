// Runs the `test` blocks of the descriptions in this folder's subfolders in the emulator: lowering and the passes keep
// what the text means.
#include <gtest/gtest.h>

#include "translator/backend/emulator/emulate.h"
#include "translator/lower/lower.h"
#include "translator/passes/pipeline.h"
#include "translator/sema/load.h"

namespace heddle {
namespace {

class Meaning : public testing::TestWithParam<const char*> {};

TEST_P(Meaning, TestsOfTheDescriptionPass) {
  source::SourceMap map;
  source::DiagnosticSink sink;
  sema::Program checked;
  sema::load_language(std::string("tests/unit/lower/") + GetParam(), "interp-src/std", map, sink, checked);
  ASSERT_TRUE(!sink.has_errors() && sema::check(checked, sink)) << render_text(map, sink);
  ir::Program program = lower::lower(checked, map);
  passes::run_pipeline(program);
  const auto results = emulator::run_tests(program, map, {});
  EXPECT_GE(results.size(), 8u);
  for (const auto& result : results) EXPECT_TRUE(result.passed) << result.name << ": " << result.message;
}

INSTANTIATE_TEST_SUITE_P(Descriptions, Meaning, testing::Values("places", "values", "fields"),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace heddle
