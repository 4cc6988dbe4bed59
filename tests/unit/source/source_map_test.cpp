#include "translator/source/source_map.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "translator/source/diagnostic.h"

namespace heddle::source {
namespace {

namespace fs = std::filesystem;

class Folder : public testing::Test {
 protected:
  Folder() { fs::create_directories(root_); }
  ~Folder() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }
  std::string path(const std::string& name) const { return (root_ / name).string(); }

  fs::path root_ = fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
  SourceMap map_;
  DiagnosticSink sink_;
};

TEST(SourceMap, FindsLinesAndColumns) {
  SourceMap map;
  const FileId file = map.add("a", "one\ntwo\r\n\nfour");
  EXPECT_EQ(map.place(file, 0).line, 1u);
  EXPECT_EQ(map.place(file, 3).column, 4u);  // the newline belongs to its line
  EXPECT_EQ(map.place(file, 4).line, 2u);
  EXPECT_EQ(map.place(file, 9).line, 3u);
  EXPECT_EQ(map.place(file, 14).line, 4u);
  EXPECT_EQ(map.place(file, 14).column, 5u);
  EXPECT_EQ(map.line(file, 2), "two");
  EXPECT_EQ(map.line(file, 3), "");
  EXPECT_EQ(map.line(file, 4), "four");
  EXPECT_EQ(map.show({file, 5, 6}), "a:2:2");
  EXPECT_EQ(map.show({}), "");
}

TEST(SourceMap, TextOfASpanStaysInsideTheFile) {
  SourceMap map;
  const FileId file = map.add("a", "abcdef");
  EXPECT_EQ(map.text(Span{file, 1, 3}), "bc");
  EXPECT_EQ(map.text(Span{file, 4, 400}), "ef");
  EXPECT_EQ(map.text(Span{file, 3, 1}), "");
  EXPECT_EQ(map.text(Span{}), "");
}

TEST(SourceMap, AnEmptyFileHasOneLine) {
  SourceMap map;
  const FileId file = map.add("a", "");
  EXPECT_EQ(map.place(file, 0).line, 1u);
  EXPECT_EQ(map.line(file, 1), "");
}

TEST_F(Folder, LoadsDescriptionsInOrder) {
  write("b.heddle", "b");
  write("a/z.heddle", "z");
  write("a.heddle", "a");
  write("notes.txt", "no");
  const auto files = map_.load_folder(root_.string(), sink_);
  ASSERT_EQ(files.size(), 3u);
  EXPECT_EQ(map_.path(files[0]), path("a.heddle"));
  EXPECT_EQ(map_.path(files[1]), path("a/z.heddle"));
  EXPECT_EQ(map_.path(files[2]), path("b.heddle"));
  EXPECT_FALSE(sink_.has_errors());
}

TEST_F(Folder, SaysWhatCannotBeLoaded) {
  EXPECT_EQ(map_.load_file(path("none.heddle"), sink_), SourceMap::no_file);
  EXPECT_EQ(map_.load_file(root_.string(), sink_), SourceMap::no_file);
  EXPECT_TRUE(map_.load_folder(path("none"), sink_).empty());
  EXPECT_TRUE(map_.load_folder(root_.string(), sink_).empty());
  ASSERT_EQ(sink_.error_count(), 4u);
  EXPECT_EQ(sink_.diagnostics()[0].message, path("none.heddle") + ": no such file");
  EXPECT_EQ(sink_.diagnostics()[1].message, root_.string() + ": is a folder, not a file");
  EXPECT_EQ(sink_.diagnostics()[2].message, path("none") + ": no such folder");
  EXPECT_EQ(sink_.diagnostics()[3].message, root_.string() + ": there are no .heddle files in this folder");
}

}  // namespace
}  // namespace heddle::source
