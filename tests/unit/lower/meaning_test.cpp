// Runs the `test` blocks of meaning.heddle in the emulator: lowering and the passes keep what the text means.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "translator/backend/emulator/emulate.h"
#include "translator/lower/lower.h"
#include "translator/passes/pipeline.h"
#include "translator/syntax/parse.h"

namespace heddle {
namespace {

struct Description {
  source::SourceMap map;
  source::DiagnosticSink sink;
  sema::Program program;

  void add(const std::string& path, const std::string& name) {
    program.modules.push_back(syntax::parse_module(map, map.load_file(path, sink), sink));
    program.modules.back()->name = name;
  }
};

TEST(Meaning, TestsOfTheDescriptionPass) {
  Description d;
  d.add("tests/unit/lower/meaning.heddle", "meaning");
  d.add("tests/ir/std/list.heddle", "std.list");
  d.add("tests/ir/std/map.heddle", "std.map");
  ASSERT_TRUE(!d.sink.has_errors() && sema::check(d.program, d.sink)) << render_text(d.map, d.sink);
  ir::Program program = lower::lower(d.program, d.map);
  passes::run_pipeline(program, d.program);
  const auto results = emulator::run_tests(program, d.map, {});
  EXPECT_GE(results.size(), 8u);
  for (const auto& result : results) EXPECT_TRUE(result.passed) << result.name << ": " << result.message;
}

}  // namespace
}  // namespace heddle
