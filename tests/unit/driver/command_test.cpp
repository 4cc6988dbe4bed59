// The command's exit statuses and messages: 0 done, 1 the input is wrong, 2 usage.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace heddle {
namespace {

using testing::HasSubstr;

struct Outcome {
  int status = -1;
  std::string output;
};

/// Runs heddle with these arguments; output and errors together.
Outcome heddle(const std::string& arguments) {
  Outcome outcome;
  std::FILE* pipe = ::popen((std::string("'" HEDDLE_COMMAND "' ") + arguments + " 2>&1").c_str(), "r");
  if (!pipe) return outcome;
  char buffer[4096];
  for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) outcome.output.append(buffer, n);
  const int status = ::pclose(pipe);
  if (WIFEXITED(status)) outcome.status = WEXITSTATUS(status);
  return outcome;
}

class Command : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "heddle-driver-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  std::string folder_;
};

TEST_F(Command, CountsTheKindsOfObjects) {
  ASSERT_EQ(heddle("new '" + folder_ + "/many'").status, 0);
  std::string types = "module many.types\n";
  for (int i = 0; i < 1100; ++i) {
    const std::string n = std::to_string(i);
    types += "local type T" + n + " { let x: i64 }\nfn f" + n + "() -> i64 { return T" + n + "(x: 1).x }\n";
  }
  std::ofstream(folder_ + "/many/types.heddle") << types;
  const Outcome emulated = heddle("emulate '" + folder_ + "/many' '" + folder_ + "/many/example.many'");
  EXPECT_EQ(emulated.status, 1);
  EXPECT_THAT(emulated.output, HasSubstr("kinds of objects; a machine knows 1024"));
}

TEST_F(Command, NoModuleHidesWhatAnotherOneUsesOfStd) {
  ASSERT_EQ(heddle("new '" + folder_ + "/hides'").status, 0);
  std::ofstream(folder_ + "/hides/moves.heddle")
      << "module hides.moves\nuse std.sharing\nfn stays(n: i64) -> bool { return n == STAYS }\n";
  EXPECT_EQ(heddle("check '" + folder_ + "/hides'").status, 0);
  std::ofstream(folder_ + "/hides/other.heddle") << "module hides.other\nconst STAYS = 0\n";
  const Outcome checked = heddle("check '" + folder_ + "/hides'");
  EXPECT_EQ(checked.status, 1);
  EXPECT_THAT(checked.output, HasSubstr("moves.heddle:2:"));
  EXPECT_THAT(checked.output, HasSubstr("'STAYS' of 'std.sharing' is hidden by a declaration of another module"));
  EXPECT_THAT(checked.output, HasSubstr("other.heddle:2:7"));
}

TEST_F(Command, SaysItsVersionBothWays) {
  const Outcome command = heddle("version"), flag = heddle("--version");
  EXPECT_EQ(command.status, 0);
  EXPECT_EQ(command.output, flag.output);
  EXPECT_THAT(command.output, HasSubstr("heddle "));
}

TEST_F(Command, WrongUsageIsStatusTwo) {
  EXPECT_EQ(heddle("").status, 2);
  EXPECT_EQ(heddle("frobnicate").status, 2);
  EXPECT_EQ(heddle("check").status, 2);
  EXPECT_EQ(heddle("check lua --format=xml").status, 2);
}

TEST_F(Command, AnUnknownProfileIsNamedWithTheKnownOnes) {
  const Outcome outcome = heddle("build lua -o '" + folder_ + "/vm' --target nonsense");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.output, HasSubstr("no profile 'nonsense'"));
  EXPECT_THAT(outcome.output, HasSubstr("release"));
}

TEST_F(Command, AWrongDescriptionIsStatusOne) {
  EXPECT_EQ(heddle("check '" + folder_ + "/absent'").status, 1);
  EXPECT_EQ(heddle("build '" + folder_ + "/absent' -o '" + folder_ + "/vm'").status, 1);
}

TEST_F(Command, ANewLanguageChecksAndPassesItsTests) {
  const std::string made = "'" + folder_ + "/small'";
  EXPECT_EQ(heddle("new " + made).status, 0);
  EXPECT_EQ(heddle("new " + made).status, 1) << "it is there already";
  EXPECT_EQ(heddle("new 'Not A Name'").status, 2);
  EXPECT_EQ(heddle("check " + made).status, 0);
  const Outcome tests = heddle("test --emulated " + made);
  EXPECT_EQ(tests.status, 0) << tests.output;
  EXPECT_THAT(tests.output, HasSubstr(" 0 failed"));
}

TEST_F(Command, TestsCompileOnlyWhatChanged) {
  const std::string language = folder_ + "/calc", test = "test '" + language + "'";
  ASSERT_EQ(heddle("new '" + language + "'").status, 0);
  ASSERT_EQ(heddle(test).status, 0);
  const Outcome again = heddle(test);
  EXPECT_EQ(again.status, 0);
  EXPECT_THAT(again.output, HasSubstr(", 0 of "));
  EXPECT_THAT(again.output, HasSubstr(" passed, 0 failed"));
  std::ofstream(language + "/calc.heddle", std::ios::app) << "\ntest \"one more\" { assert(1 + 1 == 3) }\n";
  const Outcome changed = heddle(test);
  EXPECT_EQ(changed.status, 1);
  EXPECT_THAT(changed.output, HasSubstr("emulated: "));
  EXPECT_THAT(changed.output, testing::ContainsRegex(", [12] of "));  // the generated files, not the runtime
  EXPECT_THAT(changed.output, HasSubstr("FAILED: one more"));
}

TEST_F(Command, BuildsAgainAfterAChangeOfOneFile) {
  const std::string language = folder_ + "/calc",
                    build = "build '" + language + "' --target debug -o '" + folder_ + "/vm'";
  ASSERT_EQ(heddle("new '" + language + "'").status, 0);
  ASSERT_EQ(heddle(build).status, 0);
  EXPECT_THAT(heddle(build).output, HasSubstr(", 0 of "));
  std::ofstream(language + "/calc.heddle", std::ios::app) << "\nfn unused_so_far() -> i64 { return 42 }\n";
  const Outcome changed = heddle(build);
  EXPECT_EQ(changed.status, 0);
  EXPECT_THAT(changed.output, testing::ContainsRegex(", [12] of "));
}

}  // namespace
}  // namespace heddle
