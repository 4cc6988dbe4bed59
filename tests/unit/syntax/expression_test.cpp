#include <gtest/gtest.h>

#include "tests/unit/syntax/dump.h"

namespace heddle::syntax {
namespace {

TEST(Expression, StrengthOfOperators) {
  EXPECT_EQ(parse_expr("a + b * c - d"), "(- (+ a (* b c)) d)");
  EXPECT_EQ(parse_expr("a || b && c == d | e ^ f & g << h + i * -j"),
            "(|| a (&& b (== c (| d (^ e (& f (<< g (+ h (* i (- j))))))))))");
  EXPECT_EQ(parse_expr("a * b + c << d & e ^ f | g == h && i || j"),
            "(|| (&& (== (| (^ (& (<< (+ (* a b) c) d) e) f) g) h) i) j)");
  EXPECT_EQ(parse_expr("a - b - c"), "(- (- a b) c)");
  EXPECT_EQ(parse_expr("(a + b) * c"), "(* (+ a b) c)");
  EXPECT_EQ(parse_expr("a >> b >= c"), "(>= (>> a b) c)");
  EXPECT_EQ(parse_expr("-a.b + !c[0] - ~f(x)"), "(- (+ (- (.b a)) (! (index c 0))) (~ (call f x)))");
  EXPECT_EQ(parse_expr("!!a"), "(! (! a))");
}

TEST(Expression, ComparisonsAreNotChained) {
  EXPECT_EQ(parse_expr("a < b == c"), "1:17: comparisons are not chained");
  EXPECT_EQ(parse_expr("(a < b) == c"), "(== (< a b) c)");
  EXPECT_EQ(parse_expr("a < b && b < c"), "(&& (< a b) (< b c))");
}

TEST(Expression, Postfix) {
  EXPECT_EQ(parse_expr("a.b[c](d).e"), "(.e (call (index (.b a) c) d))");
  EXPECT_EQ(parse_expr("a as i64 + 1"), "(+ (as i64 a) 1)");
  EXPECT_EQ(parse_expr("-a as i64"), "(- (as i64 a))");
  EXPECT_EQ(parse_expr("a as i64 < b"), "(< (as i64 a) b)");
  EXPECT_EQ(parse_expr("f(a as i64 < b, c > d)"), "(call f (< (as i64 a) b) (> c d))");
  EXPECT_EQ(parse_expr("code.data as Proto?"), "(as Proto? (.data code))");
  EXPECT_EQ(parse_expr("a is Table && b is nil"), "(&& (is Table a) (is nil b))");
  EXPECT_EQ(parse_expr("e is Expr.Binary"), "(is Expr.Binary e)");
  EXPECT_EQ(parse_expr("a!.b!"), "(narrow (.b (narrow a)))");
  EXPECT_EQ(parse_expr("a! != b"), "(!= (narrow a) b)");
  EXPECT_EQ(parse_expr("a!=b"), "(!= a b)");
  EXPECT_EQ(parse_expr("a\n  .b()\n  .c"), "(.c (call (.b a)))");
  EXPECT_EQ(parse_expr("a.type.match"), "(.match (.type a))");
}

TEST(Expression, Calls) {
  EXPECT_EQ(parse_expr("f()"), "(call f)");
  EXPECT_EQ(parse_expr("f(1, 2,)"), "(call f 1 2)");
  EXPECT_EQ(parse_expr("U.A(x: 1, y: -2)"), "(call (.A U) x:1 y:(- 2))");
  EXPECT_EQ(parse_expr("T(type: 1, b)"), "(call T type:1 b)");
  EXPECT_EQ(parse_expr("f(\n  a,\n  b\n)"), "(call f a b)");
  EXPECT_EQ(parse_expr("call f(a, ...rest)"), "(call-guest f a ...rest)");
  EXPECT_EQ(parse_expr("callm t.handlers[0](a).len"), "(.len (callm (index (.handlers t) 0) a))");
  EXPECT_EQ(parse_expr("call (f(a))(b)"), "(call-guest (call f a) b)");
  EXPECT_EQ(parse_expr("f(...a)"), "1:13: '...' spreads values only in a 'call' and a 'return'");
  EXPECT_EQ(parse_expr("call f(...a, b)"), "1:18: only the last value can be spread");
  EXPECT_EQ(parse_expr("call f(a: b)"), "1:18: the arguments of 'call' have no names");
  EXPECT_EQ(parse_expr("f(const a)"), "1:13: 'const' marks an operand only in an 'emit'");
}

TEST(Expression, Emit) {
  EXPECT_EQ(parse_body("a.emit Add(dst, lhs, const v)"), "(emit Add a dst lhs (const v))");
  EXPECT_EQ(parse_body("self.asm.emit Jump(l)"), "(emit Jump (.asm self) l)");
  EXPECT_EQ(parse_body("a.emit(b)"), "(call (.emit a) b)");
}

TEST(Expression, Constructors) {
  EXPECT_EQ(parse_expr("List<i64>()"), "(new List<i64>)");
  EXPECT_EQ(parse_expr("Map<str, List<[Value?]>>(a: 1)"), "(new Map<str,List<[Value?]>> a:1)");
  EXPECT_EQ(parse_expr("list.List<i64>()"), "(new list.List<i64>)");
  EXPECT_EQ(parse_expr("[i64](n, 0)"), "(new [i64] n 0)");
  EXPECT_EQ(parse_expr("[[u8]](2, x)"), "(new [[u8]] 2 x)");
  EXPECT_EQ(parse_expr("[List<T>](2, x)"), "(new [List<T>] 2 x)");
  EXPECT_EQ(parse_expr("[a, b]"), "(array a b)");
  EXPECT_EQ(parse_expr("[]"), "(array)");
  EXPECT_EQ(parse_expr("[a,\n b,\n]"), "(array a b)");
  EXPECT_EQ(parse_expr("[a]"), "(array a)");
  EXPECT_EQ(parse_expr("[[1], [2]]"), "(array (array 1) (array 2))");
  EXPECT_EQ(parse_expr("LIMIT < a"), "(< LIMIT a)");
  EXPECT_EQ(parse_expr("a < b"), "(< a b)");
  EXPECT_EQ(parse_expr("LIMIT < (a)"), "(< LIMIT a)");
  EXPECT_EQ(parse_body("[a]\n(b)"), "(array a)\nb");
}

TEST(Expression, Literals) {
  EXPECT_EQ(parse_expr("[1, 'a', 7u8, 1.5, \"x\", true, false, nil]"),
            "(array 1 97byte 7u8 1.5f \"x\" true false nil)");
  EXPECT_EQ(parse_expr("-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(parse_expr("0xffffffffffffffff"), "-1!");
  EXPECT_EQ(parse_expr("-5"), "(- 5)");
}

TEST(Expression, TuplesStandOnlyInMatch) {
  EXPECT_EQ(parse_expr("(a, b)"), "1:12: several values in parentheses stand only after 'match'");
  EXPECT_EQ(parse_expr("match (a, b) { (x, y) => (x) }"), "(match a b [(, ?x ?y) => x])");
  EXPECT_EQ(parse_expr("match (a) { _ => b }"), "(match a [_ => b])");
  EXPECT_EQ(parse_expr("match (a + 1) * 2 { _ => b }"), "(match (* (+ a 1) 2) [_ => b])");
}

}  // namespace
}  // namespace heddle::syntax
