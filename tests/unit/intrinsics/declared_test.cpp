// A module of std that declares a function of the machine otherwise than the translator was built with.
#include <gtest/gtest.h>

#include "translator/sema/check.h"
#include "translator/syntax/parse.h"

namespace heddle {
namespace {

/// The checker's messages about a module of std with that text.
std::string said(const std::string& module, const std::string& text) {
  source::SourceMap map;
  source::DiagnosticSink sink;
  sema::Program program;
  program.modules.push_back(syntax::parse_module(map, map.add("std.heddle", text), sink));
  program.modules.back()->name = module;
  program.modules.push_back(
      syntax::parse_module(map, map.add("l.heddle", "language l\nvalue Value = nil | int: i64\n"), sink));
  sema::check(program, sink);
  return render_text(map, sink);
}

bool mentions(const std::string& text, const std::string& what) { return text.find(what) != text.npos; }

TEST(Declarations, AgreeWithTheTable) {
  const std::string good =
      said("std.clock", "intrinsic fn clock_field(time: i64, field: i64, utc: bool) -> i64 faults\n");
  EXPECT_FALSE(mentions(good, "clock_field")) << good;
}

TEST(Declarations, OfOtherTypesAreRefused) {
  for (const char* wrong : {"intrinsic fn clock_field(time: i64, field: i64) -> i64 faults\n",
                            "intrinsic fn clock_field(time: i64, field: i64, utc: bool) -> f64 faults\n",
                            "intrinsic fn clock_field(time: i64, field: i64, utc: bool) -> i64\n",
                            "intrinsic fn clock_field(time: i64, field: i64, utc: bool) -> i64 faults quick\n"})
    EXPECT_TRUE(mentions(said("std.clock", wrong), "declared otherwise than when this heddle was built")) << wrong;
}

TEST(Declarations, OfUnknownFunctionsAreRefused) {
  EXPECT_TRUE(mentions(said("std.clock", "intrinsic fn clock_moon() -> i64\n"), "has no function 'clock_moon'"));
  EXPECT_TRUE(mentions(said("std.files", "intrinsic fn clock_cpu() -> f64\n"), "declared otherwise"));
}

TEST(Declarations, OfALanguageAreRefused) {
  EXPECT_TRUE(mentions(said("mine", "intrinsic fn clock_cpu() -> f64\n"), "only std declares intrinsics"));
}

}  // namespace
}  // namespace heddle
