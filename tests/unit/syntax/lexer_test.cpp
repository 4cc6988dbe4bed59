#include <gtest/gtest.h>

#include "translator/syntax/token.h"

namespace heddle::syntax {
namespace {

struct Lexed {
  explicit Lexed(std::string text) { tokens = tokenize(map, map.add("f", std::move(text)), sink); }
  std::string texts() const {
    std::string out;
    for (const auto& token : tokens) out += (out.empty() ? "" : " ") + std::string(token.text);
    return out;
  }
  std::string error() const { return sink.empty() ? "" : sink.diagnostics()[0].message; }

  source::SourceMap map;
  source::DiagnosticSink sink;
  std::vector<Token> tokens;
};

TEST(Lexer, TakesTheLongestSymbol) {
  EXPECT_EQ(Lexed("a..=b...c..d.e<<=f=>g->h!=i").texts(), "a ..= b ... c .. d . e <<= f => g -> h != i ");
}

TEST(Lexer, KeepsGreaterApart) { EXPECT_EQ(Lexed("a>>=b>=c").texts(), "a > > = b > = c "); }

TEST(Lexer, ReadsNumbers) {
  const Lexed lexed("123 0xff 0b101 1_000 7u8 0xffu8 18446744073709551615 0..1 1.5 1e9 0.5e-3");
  ASSERT_EQ(lexed.error(), "");
  EXPECT_EQ(lexed.tokens[0].int_value, 123);
  EXPECT_EQ(lexed.tokens[1].int_value, 255);
  EXPECT_EQ(lexed.tokens[2].int_value, 5);
  EXPECT_EQ(lexed.tokens[3].int_value, 1000);
  EXPECT_EQ(lexed.tokens[4].value, "u8");
  EXPECT_EQ(lexed.tokens[5].int_value, 255);
  EXPECT_EQ(lexed.tokens[5].value, "u8");
  EXPECT_EQ(lexed.tokens[6].int_value, -1);
  EXPECT_TRUE(lexed.tokens[6].too_large);
  EXPECT_EQ(lexed.tokens[8].text, "..");
  EXPECT_EQ(lexed.tokens[10].float_value, 1.5);
  EXPECT_EQ(lexed.tokens[11].float_value, 1e9);
  EXPECT_EQ(lexed.tokens[12].float_value, 0.5e-3);
}

TEST(Lexer, ReadsBytesAndStrings) {
  const Lexed lexed(R"('a' '\n' '\\' '\x7f' '\'' "a\tb\x00c\"" "")");
  ASSERT_EQ(lexed.error(), "");
  EXPECT_EQ(lexed.tokens[0].int_value, 'a');
  EXPECT_EQ(lexed.tokens[1].int_value, '\n');
  EXPECT_EQ(lexed.tokens[2].int_value, '\\');
  EXPECT_EQ(lexed.tokens[3].int_value, 0x7f);
  EXPECT_EQ(lexed.tokens[4].int_value, '\'');
  EXPECT_EQ(lexed.tokens[5].value, std::string("a\tb\0c\"", 6));
  EXPECT_EQ(lexed.tokens[6].value, "");
}

TEST(Lexer, KnowsWhereLinesEnd) {
  const Lexed lexed("a b\nc // d\n/* e */ f /*\n*/ g");
  ASSERT_EQ(lexed.tokens.size(), 6u);
  EXPECT_FALSE(lexed.tokens[1].newline_before);
  EXPECT_TRUE(lexed.tokens[2].newline_before);
  EXPECT_TRUE(lexed.tokens[3].newline_before);
  EXPECT_TRUE(lexed.tokens[4].newline_before);
  EXPECT_TRUE(lexed.tokens[2].first_column);
  EXPECT_FALSE(lexed.tokens[3].first_column);
}

TEST(Lexer, AttachesDocumentation) {
  const Lexed lexed("/// One.\r\n///  Two.\n// no\nfn //// no\n f");
  EXPECT_EQ(lexed.tokens[0].doc, "One.\n Two.");
  EXPECT_EQ(lexed.tokens[1].doc, "");
}

TEST(Lexer, SaysWhatIsWrong) {
  EXPECT_EQ(Lexed("\"abc\n").error(), "this string is not closed on its line");
  EXPECT_EQ(Lexed("'a").error(), "this byte is not closed: a byte is one character in ''");
  EXPECT_EQ(Lexed("''").error(), "a byte is exactly one character in ''");
  EXPECT_EQ(Lexed("'ab'").error(), "a byte is exactly one character in ''");
  EXPECT_EQ(Lexed(R"("\q")").error(), "this escape is not known");
  EXPECT_EQ(Lexed(R"("\x1")").error(), "this escape is not known");
  EXPECT_EQ(Lexed("\"\\").error(), "this escape is not known");
  EXPECT_EQ(Lexed("/* a").error(), "this comment is not closed");
  EXPECT_EQ(Lexed("12ab").error(), "'12ab' is not a number");
  EXPECT_EQ(Lexed("0x").error(), "'0x' is not a number");
  EXPECT_EQ(Lexed("99999999999999999999").error(), "'99999999999999999999' does not fit in 64 bits");
  EXPECT_EQ(Lexed("#").error(), "unexpected character '#'");
  EXPECT_EQ(Lexed("\xc3\xa4").error(), "only ASCII characters may stand outside of strings and comments");
  EXPECT_EQ(Lexed(std::string("a\0b", 3)).error(), "this is not a text file: it has a zero byte here");
}

}  // namespace
}  // namespace heddle::syntax
