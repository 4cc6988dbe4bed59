// Every restriction of docs/language.md has a page whose first example is rejected for it and whose second is
// accepted, and a folder of golden tests.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "translator/sema/check.h"
#include "translator/syntax/parse.h"

namespace heddle {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

std::vector<std::string> restrictions() {
  std::vector<std::string> names;
  std::istringstream lines(read(HEDDLE_ROOT "/docs/language.md"));
  static const std::regex row("\\| `([a-z]+(?:-[a-z]+)+)` \\|.*");
  std::smatch found;
  for (std::string line; std::getline(lines, line);)
    if (std::regex_match(line, found, row)) names.push_back(found[1]);
  return names;
}

/// The n-th fenced example, with what it leaves out.
std::string example(const std::string& page, int n) {
  const std::string fence = "```heddle\n";
  std::size_t at = 0;
  for (int i = 0; i <= n; ++i) {
    at = page.find(fence, at);
    if (at == std::string::npos) return "";
    at += fence.size();
  }
  const std::string text = page.substr(at, page.find("```", at) - at);
  const bool has_value = text.find("value Value") != std::string::npos;
  return std::string("language example\n") +
         (has_value ? "" : "value Value = nil | bool | int: i64 | str | Fun\nshared type Fun { code: Code }\n") + text;
}

/// Names of the restrictions broken, or the text of other errors.
std::vector<std::string> broken(const std::string& text) {
  source::SourceMap map;
  source::DiagnosticSink sink;
  sema::Program program;
  auto add = [&](const std::string& content, const std::string& name) {
    program.modules.push_back(syntax::parse_module(map, map.add(name, content), sink));
    program.modules.back()->name = name;
  };
  add(text, "example");
  add(read("interp-src/std/list.heddle"), "std.list");
  add(read("interp-src/std/map.heddle"), "std.map");
  if (!sink.has_errors()) sema::check(program, sink);
  std::vector<std::string> names;
  for (const auto& d : sink.diagnostics()) names.push_back(d.restriction.empty() ? d.message : d.restriction);
  return names;
}

class Page : public testing::TestWithParam<std::string> {};

TEST_P(Page, ShowsTheRestriction) {
  const std::string page = read("docs/restrictions/" + GetParam() + ".md");
  EXPECT_EQ(broken(example(page, 0)), std::vector<std::string>{GetParam()});
  EXPECT_EQ(broken(example(page, 1)), std::vector<std::string>{});
  EXPECT_TRUE(fs::is_directory("tests/diagnostics/" + GetParam())) << "no golden test";
}

INSTANTIATE_TEST_SUITE_P(Restrictions, Page, testing::ValuesIn(restrictions()), [](const auto& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace heddle
