#include <gtest/gtest.h>

#include "tests/unit/syntax/dump.h"
#include "translator/syntax/parse.h"

namespace heddle::syntax {
namespace {

TEST(Declaration, Constants) {
  EXPECT_EQ(parse_decl("const LIMIT = 200"), "(const LIMIT 200)");
  EXPECT_EQ(parse_decl("const NAMES: frozen [str] = [\"a\"]\nroot globals: Table"),
            "(const NAMES frozen [str] (array \"a\"))\n(root globals Table)");
}

TEST(Declaration, Types) {
  EXPECT_EQ(parse_decl("enum Tok { Eof, Name\n Plus, }"), "(enum Tok Eof Name Plus)");
  EXPECT_EQ(parse_decl("record Node { key: Value, next: i64 }"), "(record Node (var key Value) (var next i64))");
  EXPECT_EQ(parse_decl("shared type Proto { code: Code, op: i64 }"),
            "(shared type Proto (let code Code) (let op i64))");
  EXPECT_EQ(
      parse_decl(
          "owned type C {\n  var n: i64 = 0\n  let s: str\n  part m: Map<str, i64> = Map<str, i64>()\n  part: i64\n"
          "  fn add(n: i64) -> i64 { n }\n}"),
      "(owned type C (var n i64 0) (let s str) (part m Map<str,i64> (new Map<str,i64>)) (let part i64) "
      "(fn add (n i64) -> i64 (block n)))");
  EXPECT_EQ(parse_decl("local type T { var a: i64 = 0, let b: str fn f() { } fn g() { } }"),
            "(local type T (var a i64 0) (let b str) (fn f (block)) (fn g (block)))");
  EXPECT_EQ(parse_decl("local type Map<K, V> { }"), "(local type Map <K> <V>)");
  EXPECT_EQ(parse_decl("shared union U { Nil, Num(v: Value), Bin(op: Tok, lhs: U, rhs: U,) }"),
            "(shared union U Nil (Num (var v Value)) (Bin (var op Tok) (var lhs U) (var rhs U)))");
  EXPECT_EQ(parse_decl("value Value = nil | bool | int: i64\n  | str | Table"),
            "(value Value nil bool (int i64) str Table)");
}

TEST(Declaration, Functions) {
  EXPECT_EQ(parse_decl("fn f(a: i64, b: T?,) -> [T] without suspends, raises { a }"),
            "(fn f (a i64) (b T?) -> [T] without:suspends without:raises (block a))");
  EXPECT_EQ(
      parse_decl("op Add(dst: out reg, lhs: in reg|const, a: in reg, b: inout reg, c: const str, d: imm, e: imm32, "
                 "f: regs, g: label) { }"),
      "(op Add (dst out) (lhs in|const) (a in) (b inout) (c const str) (d imm) (e imm32) (f regs) (g label) (block))");
  EXPECT_EQ(
      parse_decl("builtin len \"string.len\" (args: Args) -> Values { }\nbuiltin b(args: Args) -> Values { }"),
      "(builtin len \"string.len\" (args Args) -> Values (block))\n(builtin b \"b\" (args Args) -> Values (block))");
  EXPECT_EQ(parse_decl("test \"x y\" { assert(true) }"), "(test \"x y\" (block (call assert true)))");
  EXPECT_EQ(parse_decl("intrinsic fn f(a: i64) -> R raises allocates\nintrinsic fn g()"),
            "(intrinsic f (a i64) -> R raises allocates)\n(intrinsic g)");
}

TEST(Declaration, KeywordsOfDeclarationsAreNamesElsewhere) {
  EXPECT_EQ(parse_decl("fn value(op: i64, type: i64) { test = value + root }"),
            "(fn value (op i64) (type i64) (block (= test (+ value root))))");
}

TEST(Declaration, ModuleLines) {
  source::SourceMap map;
  source::DiagnosticSink sink;
  const auto a = parse_module(map, map.add("x/a.heddle", "// hi\nlanguage tally\nuse std.text\nuse std.list\n"), sink);
  const auto b = parse_module(map, map.add("x/b.heddle", "/// Doc.\n/// More.\nfn f() { }\n"), sink);
  const auto c = parse_module(map, map.add("x/c.heddle", "module words"), sink);
  EXPECT_FALSE(sink.has_errors());
  EXPECT_EQ(a->name, "tally");
  EXPECT_EQ(a->language, "tally");
  ASSERT_EQ(a->uses.size(), 2u);
  EXPECT_EQ(a->uses[0].path, "std.text");
  EXPECT_EQ(b->name, "b");
  EXPECT_EQ(b->language, "");
  EXPECT_EQ(b->decls.at(0)->doc, "Doc.\nMore.");
  EXPECT_EQ(b->decls.at(0)->module_name, "b");
  EXPECT_EQ(c->name, "words");
}

TEST(Declaration, Spans) {
  source::SourceMap map;
  source::DiagnosticSink sink;
  const auto module = parse_module(map, map.add("a", "fn f(a: [i64]) {\n  a[0].b = c + d\n}"), sink);
  const Decl& decl = *module->decls.at(0);
  EXPECT_EQ(map.text(decl.span), "fn f(a: [i64]) {\n  a[0].b = c + d\n}");
  EXPECT_EQ(map.text(decl.name_span), "f");
  EXPECT_EQ(map.text(decl.params[0].span), "a: [i64]");
  EXPECT_EQ(map.text(decl.params[0].type_expr.span), "[i64]");
  const Expr& assign = *decl.body->kids.at(0);
  EXPECT_EQ(map.text(assign.span), "a[0].b = c + d");
  EXPECT_EQ(map.text(assign.kids[0]->span), "a[0].b");
  EXPECT_EQ(map.text(assign.kids[0]->kids[0]->span), "a[0]");
  EXPECT_EQ(map.text(assign.kids[1]->span), "c + d");
}

}  // namespace
}  // namespace heddle::syntax
