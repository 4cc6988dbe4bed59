// The C++ of small functions written by hand: reproducible, and the text that matters for speed and for correctness.
#include "translator/backend/cpp/emit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ir/build.h"
#include "translator/backend/cpp/names.h"

namespace heddle::cpp {
namespace {

using ir::Op;
using testing::HasSubstr;
using testing::Not;

/// A program with the two functions that every language has.
struct Language : ir::Sketch {
  Language() {
    program.language = "small";
    sema::Type* list = types.declare(sema::TypeKind::object, "List<str>");
    list->sharing = sema::Sharing::local;
    ir::Function& main = add("main", {list}, types.i64());
    program.main = main.id;
    const ir::Reg status = ir::add_reg(main, types.i64());
    ir::put(main, 0, Op::const_int, status);
    ir::put(main, 0, Op::ret, ir::no_reg, {status});
    ir::Function& error = add("guest_error", {types.str()}, types.value());
    program.guest_error = error.id;
    const ir::Reg nil = ir::add_reg(error, types.value());
    ir::put(error, 0, Op::const_nil, nil);
    ir::put(error, 0, Op::ret, ir::no_reg, {nil});
  }

  std::string emitted(const Options& options = {}) {
    const ir::Layout layout = ir::assign_layout(program);
    std::string all;
    for (const File& file : emit(program, layout, sources, options)) all += "=== " + file.name + "\n" + file.text;
    return all;
  }

  source::SourceMap sources;
};

TEST(Emit, TheSameProgramGivesTheSameBytes) {
  Language first, second;
  EXPECT_EQ(first.emitted(), second.emitted());
}

TEST(Emit, AVmForTestsCallsThemInsteadOfMain) {
  Language language;
  ir::Function& test = language.add("test sums", {}, nullptr, ir::FunctionKind::test);
  test.shown_name = "sums";
  ir::put(test, 0, Op::ret);
  language.program.tests = {test.id};
  EXPECT_THAT(language.emitted(), Not(HasSubstr("hd::run_test(cx, count")));
  Options options;
  options.tests = true;
  EXPECT_THAT(language.emitted(options), HasSubstr("hd::run_test(cx, count, \"sums\""));
}

TEST(Emit, DebuggersAreToldThePlaceInTheDescription) {
  Language language;
  const auto file = language.sources.add("small.heddle", "language small\nfn main() {}\n");
  language.program.function(language.program.main).blocks[0].instrs[0].span = {file, 15, 17};
  EXPECT_THAT(language.emitted(), Not(HasSubstr("#line")));
  Options options;
  options.line_directives = true;
  EXPECT_THAT(language.emitted(options), HasSubstr("#line 2 \"small.heddle\""));
}

TEST(Emit, FloatsOfTablesKeepTheirBits) {
  Language language;
  sema::Type* table = language.types.declare(sema::TypeKind::array, "frozen [f64]");
  table->element = language.types.float64();
  ir::Instr infinity;
  infinity.op = Op::const_float;
  infinity.number = __builtin_inf();
  language.program.tables.push_back({"LIMITS", table, {infinity}});
  EXPECT_THAT(language.emitted(), HasSubstr("hd_f64(0x7ff0000000000000ull)"));
}

TEST(Emit, FieldsAreHeldToTheLayout) {
  Language language;
  sema::Type* counter = language.owned("Counter");
  counter->fields.push_back({"low", language.types.boolean(), sema::FieldKind::var, false});
  counter->fields.push_back({"total", language.types.i64(), sema::FieldKind::var, false});
  EXPECT_THAT(language.emitted(), HasSubstr("static_assert(offsetof(O_Counter, f_total) == 16);"));
}

TEST(Names, OnlyOptionalReferencesAreTestedForNil) {
  Language language;
  const ir::Type* str = language.types.str();
  const ir::Type* optional = language.types.optional(str);
  EXPECT_EQ(boxed(str, "x"), "hd::Value::object(x)");
  EXPECT_EQ(boxed(optional, "x"), "hd::Value::reference(x)");
  EXPECT_EQ(unboxed(str, "v"), "reinterpret_cast<hd::Str*>(v.bits)");
  EXPECT_EQ(unboxed(optional, "v"), "hd_reference<hd::Str*>(v)");
}

TEST(Names, TextIsQuotedForCpp) {
  EXPECT_EQ(quoted("a\"b\\c\n\x80"
                   "1"),
            "\"a\\\"b\\\\c\\012\\2001\"");
  EXPECT_EQ(quoted("?"
                   "?="),
            "\"\\?\\?=\"");
}

}  // namespace
}  // namespace heddle::cpp
