// Which files are recompiled, and which are not.
#include "translator/driver/compile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace heddle::driver {
namespace {

namespace fs = std::filesystem;

TEST(Dependencies, AreReadAsCompilersWriteThem) {
  EXPECT_THAT(parse_dependencies("a.o: one.cpp \\\n  two.h with\\ blank.h pay$$.h \\#.h\n"),
              testing::ElementsAre("one.cpp", "two.h", "with blank.h", "pay$.h", "#.h"));
  EXPECT_THAT(parse_dependencies(""), testing::IsEmpty());
  EXPECT_THAT(parse_dependencies("a.o: \\\n"), testing::IsEmpty());
}

TEST(Shell, QuotesWhatItIsGiven) {
  EXPECT_EQ(shell_word("a b"), "'a b'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
}

class CompileStale : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "heddle compile'XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    write("one.cpp", "#include \"one.h\"\nint a = one;\n");
    write("two.cpp", "#include \"two.h\"\nint b = two;\n");
    write("one.h", "constexpr int one = 1;\n");
    write("two.h", "constexpr int two = 2;\n");
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
  int compile(const std::string& flags = "-O0") {
    return compile_stale({flags, folder_, 2},
                         {{folder_ / "one.cpp", folder_ / "one.o"}, {folder_ / "two.cpp", folder_ / "two.o"}});
  }

  fs::path folder_;
};

TEST_F(CompileStale, NothingTwice) {
  EXPECT_EQ(compile(), 2);
  EXPECT_EQ(compile(), 0);
}

TEST_F(CompileStale, WhatReadsAChangedHeader) {
  EXPECT_EQ(compile(), 2);
  write("two.h", "constexpr int two = 3;\n");
  EXPECT_EQ(compile(), 1);
  EXPECT_EQ(compile(), 0);
}

TEST_F(CompileStale, AHeaderPutInPlaceOfANewerOne) {
  write("older.h", "constexpr int two = 4;\n");
  const auto long_ago = fs::last_write_time(folder_ / "older.h") - std::chrono::hours(48);
  fs::last_write_time(folder_ / "older.h", long_ago);
  fs::last_write_time(folder_ / "two.h", long_ago);
  EXPECT_EQ(compile(), 2);
  fs::rename(folder_ / "older.h", folder_ / "two.h");  // same size, same time
  EXPECT_EQ(compile(), 1);
}

TEST_F(CompileStale, AllWithOtherFlags) {
  EXPECT_EQ(compile(), 2);
  EXPECT_EQ(compile("-O1"), 2);
  EXPECT_EQ(compile("-O1"), 0);
}

TEST_F(CompileStale, AllThatAPrecompiledHeaderReads) {
  write("all.h", "#pragma once\n#include \"one.h\"\n");
  auto with_header = [&] {
    const fs::path header = folder_ / "all.pch";
    const int made = compile_stale({"-x c++-header", folder_, 1}, {{folder_ / "all.h", header}});
    if (made < 0) return made;
    return made + compile_stale({"-O0", folder_, 2, header}, {{folder_ / "two.cpp", folder_ / "two.o"}});
  };
  EXPECT_EQ(with_header(), 2);
  EXPECT_EQ(with_header(), 0);
  write("one.h", "constexpr int one = 5;\n");
  EXPECT_EQ(with_header(), 2);
  EXPECT_EQ(with_header(), 0);
}

TEST_F(CompileStale, AnObjectThatWasTamperedWith) {
  EXPECT_EQ(compile(), 2);
  write("one.o", "");
  EXPECT_EQ(compile(), 1);
  fs::remove(folder_ / "one.o");
  EXPECT_EQ(compile(), 1);
}

TEST_F(CompileStale, WhatDidNotCompileBefore) {
  write("one.h", "mistake\n");
  EXPECT_EQ(compile("-O0 -w -ferror-limit=1 2>/dev/null"), -1);
  write("one.h", "constexpr int one = 1;\n");
  EXPECT_EQ(compile("-O0 -w -ferror-limit=1 2>/dev/null"), 1);
}

}  // namespace
}  // namespace heddle::driver
