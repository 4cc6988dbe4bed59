// The list of instructions: docs/ir.md shows it as it is, and its facts agree with one another.
#include "translator/ir/instruction.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace heddle::ir {
namespace {

constexpr const char* page = "docs/ir.md";
constexpr std::string_view begin_mark = "<!-- instructions -->\n", end_mark = "<!-- end of instructions -->\n";

/// HEDDLE_UPDATE_GOLDENS=1 writes the table into the page.
TEST(Instructions, ThePageShowsTheList) {
  std::ostringstream read;
  read << std::ifstream(page).rdbuf();
  const std::string text = read.str();
  const auto begin = text.find(begin_mark), end = text.find(end_mark);
  ASSERT_NE(begin, text.npos);
  ASSERT_NE(end, text.npos);
  const auto from = begin + begin_mark.size();
  if (std::getenv("HEDDLE_UPDATE_GOLDENS"))
    std::ofstream(page) << text.substr(0, from) << instructions_as_markdown() << text.substr(end);
  else
    EXPECT_EQ(text.substr(from, end - from), instructions_as_markdown());
}

TEST(Instructions, WhatMayVanishHasAResultAndNoEffect) {
  for (std::size_t n = 0; n < op_count; ++n) {
    const Instruction& it = about(static_cast<Op>(n));
    if (!it.may(fact::pure)) continue;
    EXPECT_TRUE(it.result) << it.name;
    EXPECT_FALSE(it.may(fact::effects | fact::writes | fact::faults | fact::ends | fact::calls)) << it.name;
  }
}

TEST(Instructions, OnlyTerminatorsHaveTargets) {
  for (std::size_t n = 0; n < op_count; ++n) {
    const Instruction& it = about(static_cast<Op>(n));
    if (it.targets != 0) {
      EXPECT_TRUE(it.may(fact::ends)) << it.name;
    }
    if (it.may(fact::ends)) {
      EXPECT_FALSE(it.result) << it.name;
    }
  }
}

TEST(Instructions, AreFoundByName) {
  Op op = Op::fault;
  EXPECT_TRUE(find_op("array_get_field", op));
  EXPECT_EQ(op, Op::array_get_field);
  EXPECT_FALSE(find_op("no_such_thing", op));
}

}  // namespace
}  // namespace heddle::ir
