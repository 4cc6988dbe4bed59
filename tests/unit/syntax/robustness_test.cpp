// Inputs that are not descriptions: the parser reports diagnostics, quickly.
#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "translator/syntax/format.h"
#include "translator/syntax/parse.h"

namespace heddle::syntax {
namespace {

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

/// The first error, or "".
std::string first_error(const std::string& text) {
  source::SourceMap map;
  source::DiagnosticSink sink;
  parse_module(map, map.add("f", text), sink);
  render_text(map, sink);
  return sink.empty() ? "" : sink.diagnostics()[0].message;
}

TEST(Robustness, EmptyFiles) {
  EXPECT_EQ(first_error(""), "");
  EXPECT_EQ(first_error("\n\n// nothing\n"), "");
  EXPECT_EQ(first_error("\xef\xbb\xbf"
                        "fn f() { }"),
            "");
}

TEST(Robustness, BinaryFiles) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::string bytes;
    for (int i = 0; i < 300; ++i) bytes += static_cast<char>(random() % 256);
    EXPECT_NE(first_error(bytes), "");
  }
}

TEST(Robustness, DeepNesting) {
  const std::string too_deep = "this is nested too deeply";
  const int many = 20000;
  EXPECT_EQ(first_error("const X = " + repeat("(", many) + "1" + repeat(")", many)), too_deep);
  EXPECT_EQ(first_error("const X = " + repeat("[", many)), too_deep);
  EXPECT_EQ(first_error("const X = " + repeat("-", many) + "1"), too_deep);
  EXPECT_EQ(first_error("const X = " + repeat("f(", many)), too_deep);
  EXPECT_EQ(first_error("const X = 1" + repeat(" + 1", many)), too_deep);
  EXPECT_EQ(first_error("const X = a" + repeat(".b", many)), too_deep);
  EXPECT_EQ(first_error("const X = a" + repeat("[0]", many)), too_deep);
  EXPECT_EQ(first_error("fn f() " + repeat("{", many)), too_deep);
  EXPECT_EQ(first_error("fn f() { " + repeat("if a { } else ", many) + "{ } }"), too_deep);
  EXPECT_EQ(first_error("fn f() { match x { " + repeat("A(", many)), too_deep);
  EXPECT_EQ(first_error("fn f() { " + repeat("match x { _ => ", many)), too_deep);
  EXPECT_EQ(first_error("root x: " + repeat("[", many)), too_deep);
  EXPECT_EQ(first_error("root x: " + repeat("List<", many)), too_deep);
}

TEST(Robustness, ReasonableNesting) {
  EXPECT_EQ(first_error("const X = " + repeat("(", 100) + "1" + repeat(")", 100)), "");
  EXPECT_EQ(first_error("fn f() { " + repeat("if a { ", 60) + repeat("} ", 60) + "}"), "");
  EXPECT_EQ(first_error("fn f() { " + repeat("if a { } else ", 200) + "{ } }"), "");
  EXPECT_EQ(first_error("const X = 1" + repeat(" + 1", 900)), "");
}

const char* const sample =
    "language tally\nuse std.text\n/// Doc.\nowned type C {\n  var n: i64 = 0\n  fn add(n: i64) -> i64 { total += n; "
    "return total }\n}\nop Add(dst: out reg, lhs: in reg|const) {\n  match (lhs, rhs) {\n    (int a, int b) => dst = a "
    "+ b"
    "\n    _ => dst = call f(a, ...rest)\n  }\n}\nfn f(a: [i64], m: Map<str, i64>) -> str? {\n  for i in 0..=a.len { "
    "m.emit Add(1, "
    "const 'x') }\n  try { raise \"a\\x41\" } catch e { if let x = y! { } else { loop { break } } }\n  let z = "
    "List<i64>()\n}\n";

TEST(Robustness, TruncatedFiles) {
  const std::string text = sample;
  for (std::size_t size = 0; size <= text.size(); ++size) {
    first_error(text.substr(0, size));
    format_source(text.substr(0, size));
  }
  EXPECT_EQ(first_error(text), "");
}

TEST(Robustness, DisturbedFiles) {
  std::mt19937 random(11);
  const std::string pieces = "{}()[]<>,;:.=!\"'/*+-|\n aZ0_";
  for (int round = 0; round < 3000; ++round) {
    std::string text = sample;
    for (int change = 0; change < 3; ++change) {
      const std::size_t at = random() % text.size();
      if (random() % 2)
        text.erase(at, 1 + random() % 5);
      else
        text.insert(at, 1, pieces[random() % pieces.size()]);
    }
    first_error(text);
    const std::string once = format_source(text);
    EXPECT_EQ(format_source(once), once);
  }
}

TEST(Robustness, ManyMistakesAreCutOff) {
  for (const char* line : {"fn f( {\n", "foo\n", "const X = #\n"}) {
    source::SourceMap map;
    source::DiagnosticSink sink;
    parse_module(map, map.add("f", repeat(line, 5000)), sink);
    EXPECT_LE(sink.error_count(), 80u) << line;
    EXPECT_GE(sink.error_count(), 20u) << line;
  }
  source::SourceMap map;
  source::DiagnosticSink sink;
  parse_module(map, map.add("f", "fn f() {\n" + repeat("  ) ;\n", 5000) + "}\n"), sink);
  EXPECT_LE(sink.error_count(), 60u);
  EXPECT_GE(sink.error_count(), 40u);
}

}  // namespace
}  // namespace heddle::syntax
