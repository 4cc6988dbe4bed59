#include "translator/syntax/format.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace heddle::syntax {
namespace {

/// Formats, and checks that formatting again changes nothing.
std::string formatted(const std::string& text) {
  const std::string once = format_source(text);
  EXPECT_EQ(format_source(once), once);
  return once;
}

TEST(Format, Indents) {
  EXPECT_EQ(formatted("fn f() {\nif a {\n      b(\n c,\nd)\n}\n    }"),
            "fn f() {\n  if a {\n    b(\n      c,\n      d)\n  }\n}\n");
  EXPECT_EQ(formatted("f({\na\n})"), "f({\n  a\n})\n");
}

TEST(Format, ContinuesLines) {
  EXPECT_EQ(formatted("let a =\nb +\nc\n.d()"), "let a =\n  b +\n  c\n  .d()\n");
  EXPECT_EQ(formatted("value V = nil\n| bool"), "value V = nil\n  | bool\n");
}

TEST(Format, PutsBlanks) {
  EXPECT_EQ(formatted("a=b+c*-d"), "a = b + c * -d\n");
  EXPECT_EQ(formatted("f (a,b) [ c ] . d ( )"), "f(a, b)[c].d()\n");
  EXPECT_EQ(formatted("if(a){b}else{}"), "if (a) { b } else {}\n");
  EXPECT_EQ(formatted("let x:Map< str , List<i64> >=Map<str,List<i64>>()"),
            "let x: Map<str, List<i64>> = Map<str, List<i64>>()\n");
  EXPECT_EQ(formatted("a<b&&c>d"), "a < b && c > d\n");
  EXPECT_EQ(formatted("a>>b>=c"), "a >> b >= c\n");
  EXPECT_EQ(formatted("a>>=b"), "a >>= b\n");
  EXPECT_EQ(formatted("x :T ? =y ! . z"), "x: T? = y!.z\n");
  EXPECT_EQ(formatted("for i in 0 .. n{}"), "for i in 0..n {}\n");
  EXPECT_EQ(formatted("op A(x: in reg | const,y:frozen [T])"), "op A(x: in reg|const, y: frozen [T])\n");
  EXPECT_EQ(formatted("return -1, ... rest"), "return -1, ...rest\n");
  EXPECT_EQ(formatted("a! != !b"), "a! != !b\n");
}

TEST(Format, KeepsComments) {
  EXPECT_EQ(formatted("// a\n\n\n\nf() // b\n{\n/* c */ d   // e\n// f\n}\n\n\n"),
            "// a\n\nf() // b\n{\n  /* c */ d   // e\n  // f\n}\n");
  EXPECT_EQ(formatted("/// Doc.\r\nfn f() {}\r\n"), "/// Doc.\nfn f() {}\n");
}

TEST(Format, KeepsColumns) {
  EXPECT_EQ(formatted("match e {\n  int a   => b\n  Table t => c\n}"),
            "match e {\n  int a   => b\n  Table t => c\n}\n");
}

TEST(Format, LeavesWhatItCannotRead) {
  EXPECT_EQ(format_source("a   \"b"), "a   \"b");
  EXPECT_EQ(format_source(""), "");
  EXPECT_EQ(format_source("\n\n"), "");
}

}  // namespace
}  // namespace heddle::syntax
