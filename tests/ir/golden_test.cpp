// Every tests/ir/NAME.heddle against NAME.expected: the ir of the functions it names, after the passes it names.
//
// A description says in its first lines what to show: `// after: lower, ownership` and `// show: op Add, max`.
// HEDDLE_UPDATE_GOLDENS=1 writes the expected files afresh; read the difference before committing it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/ir/description.h"
#include "translator/ir/print.h"
#include "translator/passes/pipeline.h"

namespace heddle {
namespace {

namespace fs = std::filesystem;

/// The comma-separated words after `// key: `.
std::vector<std::string> listed(const std::string& text, const std::string& key) {
  const std::string mark = "// " + key + ": ";
  const auto begin = text.find(mark);
  if (begin == std::string::npos) return {};
  std::istringstream line(text.substr(begin + mark.size(), text.find('\n', begin) - begin - mark.size()));
  std::vector<std::string> words;
  for (std::string word; std::getline(line, word, ',');) {
    word.erase(0, word.find_first_not_of(' '));
    words.push_back(word);
  }
  return words;
}

std::string show(const ir::Program& program, const std::string& pass, const std::vector<std::string>& names) {
  std::string text = "== after " + pass + "\n";
  for (const auto& name : names)
    for (const auto& f : program.functions)
      if (f->name == name) text += ir::print(*f, program);
  return text;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, Ir) {
  const fs::path path = "tests/ir/" + GetParam() + ".heddle";
  const std::string text = read(path);
  const auto passes = listed(text, "after"), names = listed(text, "show");
  Description d(GetParam(), text);
  ASSERT_TRUE(d.accepted) << d.mistakes();

  ir::Program program = d.lower();
  std::string found;
  passes::run_pipeline(program, [&](const std::string& pass, const ir::Program& now) {
    if (std::count(passes.begin(), passes.end(), pass)) found += show(now, pass, names);
  });
  const auto expected = fs::path(path).replace_extension(".expected");
  if (std::getenv("HEDDLE_UPDATE_GOLDENS"))
    std::ofstream(expected, std::ios::binary) << found;
  else
    EXPECT_EQ(found, read(expected)) << "see the head of tests/ir/golden_test.cpp";
}

std::vector<std::string> inputs() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(HEDDLE_IR_TESTS))
    if (entry.path().extension() == ".heddle") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Files, Golden, testing::ValuesIn(inputs()), [](const auto& info) { return info.param; });

}  // namespace
}  // namespace heddle
