#include <gtest/gtest.h>

#include "tests/unit/syntax/dump.h"

namespace heddle::syntax {
namespace {

TEST(Statement, Declarations) {
  EXPECT_EQ(parse_body("let x = 1; var y: [T?] = f()"), "(let x 1)\n(var y [T?] (call f))");
  EXPECT_EQ(parse_body("let x =\n  1"), "(let x 1)");
}

TEST(Statement, Assignments) {
  EXPECT_EQ(parse_body("a = 1\na.b += 2\na[i].f <<= 3\na >>= 4"),
            "(= a 1)\n(+= (.b a) 2)\n(<<= (.f (index a i)) 3)\n(>>= a 4)");
}

TEST(Statement, LinesEndStatements) {
  EXPECT_EQ(parse_body("a\n-b"), "a\n(- b)");
  EXPECT_EQ(parse_body("a -\nb"), "(- a b)");
  EXPECT_EQ(parse_body("f\n(a)\n[b]"), "f\na\n(array b)");
  EXPECT_EQ(parse_body("a /* x */ + b"), "(+ a b)");
  EXPECT_EQ(parse_body("a // x\n!b"), "a\n(! b)");
  EXPECT_EQ(parse_body(";;a;\n;b;"), "a\nb");
  EXPECT_EQ(parse_body("if a { b } c()"), "(if a (block b))\n(call c)");
  EXPECT_EQ(parse_body("a b"), "2:3: expected the end of the statement, found 'b'");
  EXPECT_EQ(parse_body("a\n+ b"), "3:1: expected a statement, found '+'");
}

TEST(Statement, If) {
  EXPECT_EQ(parse_body("if a { b } else if c { d } else { e }"), "(if a (block b) (if c (block d) (block e)))");
  EXPECT_EQ(parse_body("if a { b }\nelse { c }"), "(if a (block b) (block c))");
  EXPECT_EQ(parse_body("if let x = a.b() { c } else { d }"), "(if-let x (call (.b a)) (block c) (block d))");
  EXPECT_EQ(parse_body("let x = if a { b } else { c } + 1"), "(let x (+ (if a (block b) (block c)) 1))");
  EXPECT_EQ(parse_body("if a == T(x: 1) { }"), "(if (== a (call T x:1)) (block))");
  EXPECT_EQ(parse_body("if at is Table { return nil }"), "(if (is Table at) (block (return nil)))");
  EXPECT_EQ(parse_body("if x as i64 < y { }"), "(if (< (as i64 x) y) (block))");
}

TEST(Statement, Loops) {
  EXPECT_EQ(parse_body("while a { break }"), "(while a (block (break)))");
  EXPECT_EQ(parse_body("loop { continue }"), "(loop (block (continue)))");
  EXPECT_EQ(parse_body("for i in 0..n { }"), "(for i (.. 0 n) (block))");
  EXPECT_EQ(parse_body("for _ in a + 1..=n - 1 { }"), "(for _ (..= (+ a 1) (- n 1)) (block))");
  EXPECT_EQ(parse_body("for x in xs.items { }"), "(for x (.items xs) (block))");
}

TEST(Statement, Leaving) {
  EXPECT_EQ(parse_body("return"), "(return)");
  EXPECT_EQ(parse_body("return\na"), "(return)\na");
  EXPECT_EQ(parse_body("return a, b"), "(return a b)");
  EXPECT_EQ(parse_body("return ...l"), "(return ...l)");
  EXPECT_EQ(parse_body("return a, ...l"), "(return a ...l)");
  EXPECT_EQ(parse_body("raise error(\"x\")"), "(raise (call error \"x\"))");
  EXPECT_EQ(parse_body("jump target"), "(jump target)");
  EXPECT_EQ(parse_body("try { a } catch err { raise err }"), "(try err (block a) (block (raise err)))");
}

TEST(Statement, MatchArms) {
  EXPECT_EQ(
      parse_body("match e {\n  int a => dst = a\n  Table t => { b }\n  nil => return,\n  next => at = next\n}"),
      "(match e [(arm int a) => (= dst a)] [(arm Table t) => (block b)] [nil => (return)] [?next => (= at next)])");
  EXPECT_EQ(parse_body("match e { A => return 1, B => return 2, 3, C => 4 }"),
            "(match e [A => (return 1)] [B => (return 2 3)] [C => 4])");
  EXPECT_EQ(parse_body("match e { A => return 1, B if x => 2 }"), "(match e [A => (return 1)] [B if x => 2])");
  EXPECT_EQ(parse_body("match e { A => { } B => c }"), "(match e [A => (block)] [B => c])");
  EXPECT_EQ(parse_body("match e {\n  (a, b) => c\n  (d, e) => f\n}"), "(match e [(, ?a ?b) => c] [(, ?d ?e) => f])");
  EXPECT_EQ(parse_body("match e { }"), "(match e)");
  EXPECT_EQ(parse_body("match e { A => a.emit Add(b), _ => jump x }"),
            "(match e [A => (emit Add a b)] [_ => (jump x)])");
  EXPECT_EQ(parse_body("match e {\n  A =>\n    raise b\n}"), "(match e [A => (raise b)])");
}

TEST(Statement, Patterns) {
  EXPECT_EQ(parse_body("match e { int a if a > 0 => b }"), "(match e [(arm int a) if (> a 0) => b])");
  EXPECT_EQ(parse_body("match e { 0 | -1 | 'a' | \"x\" | true | 1.5 => b }"),
            "(match e [(| 0 -1 97byte \"x\" true 1.5f) => b])");
  EXPECT_EQ(parse_body("match e { Tok.Plus | Minus => b }"), "(match e [(| Tok.Plus Minus) => b])");
  EXPECT_EQ(parse_body("match e { Binary(op, _, Num(n)) => b, Expr.Call c => d }"),
            "(match e [(Binary ?op _ (Num ?n)) => b] [(arm Expr.Call c) => d])");
  EXPECT_EQ(parse_body("match (a, b) { (int x, nil | bool _) => c, _ => d }"),
            "(match a b [(, (arm int x) (| nil (arm bool))) => c] [_ => d])");
}

}  // namespace
}  // namespace heddle::syntax
