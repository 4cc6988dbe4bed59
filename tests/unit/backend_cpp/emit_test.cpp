// The C++ of small functions written by hand: reproducible, and the text that matters for speed and for correctness.
#include "translator/backend/cpp/emit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/unit/ir/build.h"
#include "translator/backend/cpp/names.h"
#include "translator/sema/machine.h"

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

  /// A bytecode that waits on one of two paths, with a text.
  ir::Function& add_op(const std::string& name, const std::string& module, const std::string& text, int times = 1) {
    ir::Function& op = add("op " + name, {}, nullptr, ir::FunctionKind::op);
    op.module_name = module;
    op.operands.emplace_back();
    op.operands.back().name = "v";
    op.operands.back().mode = syntax::OperandMode::in_reg_or_const;
    const ir::Reg v = ir::add_reg(op, types.value()), is_nil = ir::add_reg(op, types.boolean()),
                  said = ir::add_reg(op, types.str());
    const ir::BlockId waits = ir::add_block(op), end = ir::add_block(op);
    ir::put(op, 0, Op::operand_get, v);
    ir::put(op, 0, Op::test_arm, is_nil, {v});
    ir::put(op, 0, Op::branch, ir::no_reg, {is_nil}).targets = {waits, end};
    ir::put(op, waits, Op::const_str, said).text = text;
    for (int n = 0; n < times; ++n) {
      ir::Instr& wait = ir::put(op, waits, Op::wait, ir::no_reg, {said});
      wait.imm = static_cast<std::int64_t>(sema::Machine::yield);
      wait.suspend = n;
      op.suspend_points.push_back({waits, n + 1, {}});
    }
    ir::put(op, waits, Op::jump).targets = {end};
    ir::put(op, end, Op::next);
    op.effects |= sema::effect_suspends;
    program.ops.push_back(op.id);
    return op;
  }

  std::map<std::string, std::string> files() {
    std::map<std::string, std::string> texts;
    const ir::Layout layout = ir::assign_layout(program);
    for (const File& file : emit(program, layout, sources, {})) texts[file.name] = file.text;
    return texts;
  }

  source::SourceMap sources;
};

/// The names of files that differ.
std::set<std::string> changed(const std::map<std::string, std::string>& before,
                              const std::map<std::string, std::string>& after) {
  std::set<std::string> names;
  for (const auto& [name, text] : after)
    if (!before.contains(name) || before.at(name) != text) names.insert(name);
  return names;
}

TEST(Emit, AnotherOpLeavesTheFilesOfOthersAlone) {
  for (const char* module : {"more", "ops"}) {
    Language few, more;
    few.add_op("Print", "ops", "prints");
    more.add_op("First", module, "is first");
    more.add_op("Print", "ops", "prints");
    EXPECT_EQ(changed(few.files(), more.files()),
              (std::set<std::string>{module + std::string(".First.inc"), "ops.h", "part.cpp", "tables.cpp"}));
  }
}

/// Names of files to be compiled, each with what it includes.
std::map<std::string, std::set<std::string>> compiled(const std::map<std::string, std::string>& files) {
  std::map<std::string, std::set<std::string>> included;
  for (const auto& [name, text] : files)
    for (const auto& [other, ignored] : files)
      if (name.ends_with(".cpp") && text.find("#include \"" + other + "\"") != text.npos) included[name].insert(other);
  return included;
}

/// More ops than one file should hold.
void add_many_ops(Language& language) {
  for (int n = 0; n < 40; ++n) language.add_op("Op" + std::to_string(n), "ops", "prints", 200);
}

TEST(Emit, ManyOpsAreCompiledInSeveralFiles) {
  Language language;
  add_many_ops(language);
  const auto files = language.files();
  std::size_t ops = 0;
  for (const auto& [name, included] : compiled(files)) {
    std::size_t bytes = 0;
    for (const std::string& file : included)
      if (file.ends_with(".inc")) bytes += files.at(file).size();
    EXPECT_LT(bytes, 120'000u) << name;
    if (name.starts_with("ops")) ops += included.size() - 1;  // language.h
  }
  EXPECT_EQ(ops, 40u);
}

TEST(Emit, AnotherOpLeavesTheCompiledFilesOfOthersAlone) {
  Language few, more;
  few.add_op("Print", "ops", "prints");
  add_many_ops(few);
  add_many_ops(more);
  more.add_op("Print", "ops", "prints");
  more.add_op("Another", "ops", "prints");
  std::set<std::string> names = changed(few.files(), more.files());
  EXPECT_EQ(names.erase("ops.Another.inc") + names.erase("ops.h") + names.erase("tables.cpp"), 3u);
  ASSERT_EQ(names.size(), 1u);
  EXPECT_THAT(more.files().at(*names.begin()), HasSubstr("#include \"ops.Another.inc\""));
}

TEST(Emit, TheFormsOfAnOpShareOneText) {
  Language language;
  language.add_op("Print", "ops", "prints");
  const std::string text = language.files().at("ops.Print.inc");
  EXPECT_THAT(text, HasSubstr("HD_EXIT(op_Print, 1)\n"));
  EXPECT_THAT(text, HasSubstr("HD_OP_WAITS(0, hd::yield(cx, str_prints), in_Print(\"\"))\n"));
  EXPECT_THAT(text, HasSubstr("template HD_CC void op_Print<0>(HD_ARGS);\ntemplate HD_CC void op_Print<1>(HD_ARGS);"));
  EXPECT_EQ(text.find("hd::yield"), text.rfind("hd::yield"));
}

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

TEST(Names, VariablesAreCalledAfterTheDescription) {
  ir::Sketch sketch;
  ir::Function& f = sketch.add("f", {sketch.types.i64(), sketch.types.i64(), sketch.types.i64()}, nullptr);
  f.reg_names = {"count", "count", "new"};
  ir::add_reg(f, sketch.types.i64());
  ir::add_reg(f, sketch.types.i64());
  f.reg_names[3] = "t1";
  EXPECT_EQ(variables(f), (std::vector<std::string>{"count", "count_2", "v_new", "t1", "t2"}));
}

TEST(Names, StringsAreCalledAfterTheirText) {
  Strings strings;
  EXPECT_EQ(strings.name("tonumber"), "str_tonumber");
  const std::string spaced = strings.name("bad argument");
  EXPECT_THAT(spaced, testing::StartsWith("str_bad_argument_"));
  EXPECT_NE(strings.name("bad-argument"), spaced);
  Strings others;
  others.name("another");
  EXPECT_EQ(others.name("bad argument"), spaced);
}

TEST(Names, OnlyOptionalReferencesAreTestedForNil) {
  Language language;
  const ir::Type* str = language.types.str();
  const ir::Type* optional = language.types.optional(str);
  EXPECT_EQ(boxed(str, "x"), "Value::object(x)");
  EXPECT_EQ(boxed(optional, "x"), "Value::reference(x)");
  EXPECT_EQ(unboxed(str, "v"), "reinterpret_cast<Str*>(v.bits)");
  EXPECT_EQ(unboxed(optional, "v"), "hd_reference<Str*>(v)");
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
