// The table of the machine's functions: each has an implementation.
#include <gtest/gtest.h>

#include "runtime/intrinsics/intrinsics.h"
#include "translator/ir/instruction.h"
#include "translator/sema/machine.h"
#include "translator/syntax/parse.h"

namespace heddle {
namespace {

TEST(MachineFunctions, HaveAFunctionOfTheRuntimeOrAnInstruction) {
  for (const auto& row : sema::machine_functions()) {
    if (row.id == sema::Machine::none) continue;
    const bool called = hd::machine_call(static_cast<std::size_t>(row.id)) != nullptr;
    EXPECT_NE(called, row.is_instruction) << row.name;
    EXPECT_EQ(sema::find_machine_by_cpp_name(row.cpp_name), &row);
    const bool fault = row.id == sema::Machine::unreachable || row.id == sema::Machine::assert;
    ir::Op op{};
    if (row.is_instruction && !fault) EXPECT_TRUE(ir::find_op(std::string(row.cpp_name), op)) << row.name;
  }
}

TEST(MachineFunctions, OfTheLanguageItselfAreDeclaredInItsGrammar) {
  source::SourceMap map;
  source::DiagnosticSink sink;
  const auto file = map.load_file("runtime/abi/machine.heddle", sink);
  ASSERT_NE(file, source::SourceMap::no_file);
  const auto module = syntax::parse_module(map, file, sink);
  EXPECT_FALSE(sink.has_errors()) << render_text(map, sink);
  std::size_t declared = 0;
  for (const auto& row : sema::machine_functions()) declared += row.module.empty() && row.id != sema::Machine::none;
  EXPECT_EQ(module->decls.size(), declared);
}

TEST(MachineFunctions, AreFoundByTheNamesThatDescriptionsWrite) {
  ASSERT_NE(sema::find_machine("str.sub"), nullptr);
  EXPECT_EQ(sema::find_machine("str.sub")->id, sema::Machine::str_sub);
  EXPECT_EQ(sema::find_machine("clock_time"), nullptr) << "it belongs to a module";
  EXPECT_EQ(sema::find_machine("frame.set_open"), nullptr) << "it is written as an assignment";
  EXPECT_EQ(sema::find_machine("hash_of"), nullptr);
  EXPECT_EQ(sema::find_special("hash_of"), sema::Machine::hash_of);
}

}  // namespace
}  // namespace heddle
