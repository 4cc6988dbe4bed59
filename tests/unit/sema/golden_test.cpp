// Wrong descriptions against the messages they must give, right ones against silence.
//
// tests/diagnostics/FOLDER/NAME.heddle gives exactly the text of NAME.expected; a folder named like a restriction
// tests that restriction. tests/accept/*.heddle give no message. Adding a test is adding a file.
// HEDDLE_UPDATE_GOLDENS=1 writes the expected files afresh; read the difference before committing it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "translator/sema/check.h"
#include "translator/sema/load.h"
#include "translator/syntax/parse.h"

namespace heddle {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

/// Everything `heddle check` would print of the description.
std::string messages(const fs::path& path) {
  source::SourceMap map;
  source::DiagnosticSink sink;
  sema::Program program;
  auto add = [&](const fs::path& file, const std::string& name) {
    program.modules.push_back(syntax::parse_module(map, map.add(file.filename().string(), read(file)), sink));
    program.modules.back()->name = name;
  };
  add(path, path.stem().string());
  add("interp-src/std/list.heddle", "std.list");
  add("interp-src/std/map.heddle", "std.map");
  program.std_index = sema::std_index("interp-src/std");
  if (!sink.has_errors()) sema::check(program, sink);
  return render_text(map, sink);
}

std::vector<std::string> inputs(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto name = entry.path().lexically_relative(folder).replace_extension().generic_string();
    if (entry.path().extension() == ".heddle" && name.rfind("syntax/", 0) != 0) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace_if(name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
}

class Wrong : public testing::TestWithParam<std::string> {};

TEST_P(Wrong, GivesItsMessages) {
  const fs::path path = "tests/diagnostics/" + GetParam() + ".heddle";
  const std::string found = messages(path);
  const auto expected = fs::path(path).replace_extension(".expected");
  if (std::getenv("HEDDLE_UPDATE_GOLDENS")) std::ofstream(expected, std::ios::binary) << found;
  EXPECT_NE(found, "") << "a wrong description was accepted";
  EXPECT_EQ(found, read(expected)) << "see the head of tests/unit/sema/golden_test.cpp";
}

INSTANTIATE_TEST_SUITE_P(Files, Wrong, testing::ValuesIn(inputs(HEDDLE_TESTS "/diagnostics")), test_name);

/// One mistake yields one message, so messages never mention a value of unknown type.
TEST(Expected, NamesNothingOfTheCheckersOwn) {
  std::size_t seen = 0;
  for (const auto& entry : fs::recursive_directory_iterator("tests/diagnostics")) {
    if (entry.path().extension() != ".expected") continue;
    ++seen;
    const std::string text = read(entry.path());
    for (const char* inner : {"<error>", "\1", "\2", "a ()", "not ()", "with ()"})
      EXPECT_EQ(text.find(inner), std::string::npos) << entry.path() << " speaks of " << inner;
  }
  EXPECT_GT(seen, 80u);
}

class Right : public testing::TestWithParam<std::string> {};

TEST_P(Right, IsAccepted) { EXPECT_EQ(messages("tests/accept/" + GetParam() + ".heddle"), ""); }

INSTANTIATE_TEST_SUITE_P(Files, Right, testing::ValuesIn(inputs(HEDDLE_TESTS "/accept")), test_name);

}  // namespace
}  // namespace heddle
