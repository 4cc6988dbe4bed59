// Every tests/ir/passes/PASS/CASE.ir: the result of one pass on functions written as ir.
//
// A file has a comment with its purpose, a description (the types and the functions that the ir names), then the
// ir of one or more of its functions before the pass and after it:
//   // A jump to a jump goes to the final target.
//   language t
//   fn f() {}
//   == before
//   f() -> ()
//   ...
//   == after
// The folder's name is the pass; `== before, after writes` runs another one first. If the pass computes effects,
// or which functions may fault, the text ends with them. HEDDLE_UPDATE_GOLDENS=1 writes the result; read it before
// committing it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/ir/description.h"
#include "translator/ir/parse.h"
#include "translator/ir/print.h"
#include "translator/ir/verify.h"
#include "translator/passes/pipeline.h"

namespace heddle {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view before_mark = "\n== before", after_mark = "\n== after\n", first_mark = ", after ";

struct Case {
  std::string description, first, before, after;
};

Case split(const std::string& text) {
  const auto before = text.find(before_mark), after = text.find(after_mark);
  if (before == text.npos || after == text.npos) return {};
  const auto body = text.find('\n', before + 1) + 1;
  const std::string head = text.substr(before + before_mark.size(), body - 1 - before - before_mark.size());
  return {text.substr(0, before + 1), head.starts_with(first_mark) ? head.substr(first_mark.size()) : "",
          text.substr(body, after + 1 - body), text.substr(after + after_mark.size())};
}

/// The text of each function: a line that is neither indented nor a block's begins one.
std::vector<std::string> functions_of(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const bool is_block = line.size() > 1 && line[0] == 'b' && std::isdigit(static_cast<unsigned char>(line[1]));
    if (!line.empty() && line[0] != ' ' && !is_block) all.emplace_back();
    if (!all.empty()) all.back() += line + "\n";
  }
  return all;
}

ir::Function* find(ir::Program& program, const std::string& text) {
  for (const auto& f : program.functions)
    if (text.starts_with(f->name + "(") && (text[f->name.size() + 1] == '%' || text[f->name.size() + 1] == ')'))
      return f.get();
  return nullptr;
}

std::string effects_of(const ir::Function& f) {
  std::string text;
  for (const auto& [effect, name] : {std::pair{sema::effect_raises, "raises"},
                                     {sema::effect_allocates, "allocates"},
                                     {sema::effect_routes, "routes"},
                                     {sema::effect_suspends, "suspends"},
                                     {sema::effect_frame, "frame"},
                                     {sema::effect_writes, "writes"},
                                     {sema::effect_home, "home"}})
    if (f.has(effect)) text += std::string(text.empty() ? "" : ", ") + name;
  return f.name + ": " + (text.empty() ? "nothing" : text) + "\n";
}

std::string mistakes_of(const ir::Function& f) {
  return f.name + ": " + (f.may_fault ? "may fault" : "cannot fault") + (f.watches_stack ? ", watches the stack" : "") +
         "\n";
}

class Pass : public testing::TestWithParam<std::string> {};

TEST_P(Pass, BeforeAndAfter) {
  const fs::path path = "tests/ir/passes/" + GetParam() + ".ir";
  const std::string pass = path.parent_path().filename();
  const Case c = split(read(path));
  ASSERT_FALSE(c.before.empty()) << "no '== before' and '== after'";
  Description d("t", c.description);
  ASSERT_TRUE(d.accepted) << d.mistakes();
  ir::Program program = d.lower();
  if (!c.first.empty()) {
    ASSERT_TRUE(passes::run_pass(c.first, program)) << c.first;
  }
  std::vector<ir::Function*> shown;
  for (const std::string& text : functions_of(c.before)) {
    ir::Function* f = find(program, text);
    ASSERT_TRUE(f) << "the description has no function for " << text;
    ASSERT_EQ(ir::parse(text, *f, program), "") << text;
    ASSERT_EQ(ir::print(*f, program), text) << "does not read as it prints";
    ASSERT_EQ(ir::verify(*f, program), std::vector<std::string>());
    shown.push_back(f);
  }
  const std::size_t functions = program.functions.size();
  ASSERT_TRUE(passes::run_pass(pass, program)) << pass;
  std::string found;
  for (const ir::Function* f : shown) found += ir::print(*f, program);
  for (std::size_t made = functions; made < program.functions.size(); ++made)
    found += ir::print(*program.functions[made], program);
  if (pass == "effects" || pass == "writes")
    for (const ir::Function* f : shown) found += effects_of(*f);
  if (pass == "faults")
    for (const ir::Function* f : shown) found += mistakes_of(*f);
  for (const ir::Function* f : shown) EXPECT_EQ(ir::verify(*f, program), std::vector<std::string>());
  if (std::getenv("HEDDLE_UPDATE_GOLDENS")) {
    const std::string text = read(path);
    std::ofstream(path, std::ios::binary) << text.substr(0, text.find(after_mark) + after_mark.size()) << found;
  } else {
    EXPECT_EQ(found, c.after) << "see the head of tests/ir/pass_test.cpp";
  }
}

std::vector<std::string> cases() {
  std::vector<std::string> names;
  const fs::path folder = fs::path(HEDDLE_IR_TESTS) / "passes";
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".ir") names.push_back(fs::relative(entry.path(), folder).replace_extension());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Files, Pass, testing::ValuesIn(cases()), [](const auto& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '/', '_');
  return name;
});

/// A pass whose folder is empty or missing is not tested.
TEST(Passes, EachHasAtLeastThreeCases) {
  const auto all = cases();
  for (const std::string& pass : passes::pass_names()) {
    if (pass == "lower" || pass == "tidy" || pass == "methods" || pass == "cold") continue;  // others run again
    const auto n =
        std::count_if(all.begin(), all.end(), [&](const auto& name) { return name.starts_with(pass + "/"); });
    EXPECT_GE(n, 3) << pass;
  }
}

}  // namespace
}  // namespace heddle
