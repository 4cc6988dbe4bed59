#include "translator/source/diagnostic.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace heddle::source {
namespace {

class Diagnostics : public testing::Test {
 protected:
  /// One error in a file with this text.
  std::string shown(const std::string& text, std::uint32_t begin, std::uint32_t end) {
    const FileId file = map_.add("f.heddle", text);
    DiagnosticSink sink;
    sink.error({file, begin, end}, "wrong");
    return render_text(map_, sink);
  }

  SourceMap map_;
  DiagnosticSink sink_;
};

TEST_F(Diagnostics, ShowTheLineWithACaretAndARange) {
  const FileId file = map_.add("ops.heddle", "op Add {\n  c.total += 1\n}\n");
  sink_.error({file, 11, 18}, "'total' is touched outside of its object", "owned-access")
      .note({file, 3, 6}, "in this op")
      .note("add a method to Counter");
  EXPECT_EQ(render_text(map_, sink_),
            "ops.heddle:2:3: error: 'total' is touched outside of its object [owned-access]\n"
            "    2 |   c.total += 1\n"
            "      |   ^~~~~~~\n"
            "ops.heddle:1:4: note: in this op\n"
            "    1 | op Add {\n"
            "      |    ^~~\n"
            "note: add a method to Counter\n");
}

TEST_F(Diagnostics, AreOrderedByPlace) {
  const FileId file = map_.add("f", "abc");
  sink_.error({}, "nowhere");
  sink_.warning({file, 2, 3}, "late");
  sink_.error({file, 0, 1}, "early");
  const auto text = render_text(map_, sink_);
  EXPECT_LT(text.find("early"), text.find("late"));
  EXPECT_LT(text.find("late"), text.find("nowhere"));
  EXPECT_EQ(render_summary(sink_), "2 errors, 1 warning");
}

TEST_F(Diagnostics, OneMistakeIsOneMessage) {
  const FileId file = map_.add("f", "abc");
  sink_.error({file, 0, 1}, "first").note("kept");
  sink_.error({file, 0, 1}, "second").note("dropped");
  sink_.warning({file, 0, 1}, "a warning is something else");
  sink_.error({}, "no place");
  sink_.error({}, "no place");
  sink_.error({}, "no place either");
  EXPECT_EQ(sink_.error_count(), 3u);
  EXPECT_EQ(sink_.diagnostics().size(), 4u);
  EXPECT_EQ(sink_.diagnostics()[0].notes.size(), 1u);
}

TEST_F(Diagnostics, NothingWrongShowsNothing) {
  EXPECT_EQ(render_text(map_, sink_), "");
  EXPECT_EQ(render_summary(sink_), "");
  EXPECT_EQ(render_json(map_, sink_), "[]\n");
}

TEST_F(Diagnostics, MarksStayUnderTheirCharacters) {
  EXPECT_EQ(shown("\tx = \xc3\xa4 y", 8, 9),
            "f.heddle:1:9: error: wrong\n    1 |   x = \xc3\xa4 y\n      |         ^\n");
  EXPECT_EQ(shown("a\x01"
                  "b",
                  2, 3),
            "f.heddle:1:3: error: wrong\n    1 | a<01>b\n      |      ^\n");
}

TEST_F(Diagnostics, APlaceBehindTheLineGetsACaret) {
  EXPECT_EQ(shown("ab\ncd", 2, 2), "f.heddle:1:3: error: wrong\n    1 | ab\n      |   ^\n");
  EXPECT_EQ(shown("", 0, 0), "f.heddle:1:1: error: wrong\n    1 |\n      | ^\n");
}

TEST_F(Diagnostics, ARangeOverSeveralLinesEndsWithItsFirst) {
  EXPECT_EQ(shown("abc\ndef", 1, 6), "f.heddle:1:2: error: wrong\n    1 | abc\n      |  ^~\n");
}

TEST_F(Diagnostics, LongLinesAreShownInPart) {
  const auto text = shown(std::string(100000, 'a') + "X" + std::string(100000, 'b'), 100000, 100001);
  EXPECT_LT(text.size(), 500u);
  EXPECT_NE(text.find("aaXbb"), text.npos);
}

TEST_F(Diagnostics, AsJson) {
  const FileId file = map_.add("f.heddle", "ab\ncd\xff");
  sink_.error({file, 3, 5}, "wrong \xff", "match-exhaustive").note("do this").note({file, 0, 1}, "here");
  const auto json = nlohmann::json::parse(render_json(map_, sink_));
  ASSERT_EQ(json.size(), 1u);
  EXPECT_EQ(json[0]["severity"], "error");
  EXPECT_EQ(json[0]["restriction"], "match-exhaustive");
  EXPECT_EQ(json[0]["file"], "f.heddle");
  EXPECT_EQ(json[0]["line"], 2);
  EXPECT_EQ(json[0]["column"], 1);
  EXPECT_EQ(json[0]["end_line"], 2);
  EXPECT_EQ(json[0]["end_column"], 3);
  EXPECT_EQ(json[0]["notes"][0]["message"], "do this");
  EXPECT_FALSE(json[0]["notes"][0].contains("line"));
  EXPECT_EQ(json[0]["notes"][1]["line"], 1);
}

}  // namespace
}  // namespace heddle::source
