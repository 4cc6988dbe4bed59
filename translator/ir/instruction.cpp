#include "translator/ir/instruction.h"

#include <array>
#include <map>
#include <sstream>
#include <string_view>

#include <fmt/format.h>

namespace heddle::ir {

namespace {

/// Splits "a i e = v -> 2" into its parts.
void read_signature(Instruction& it) {
  std::istringstream words(it.signature);
  bool result = false, targets = false;
  for (std::string word; words >> word;) {
    if (word == "=" || word == "=?") {
      result = true;
      it.may_lack_result = word == "=?";
    } else if (word == "->") {
      targets = true;
    } else if (targets) {
      it.targets = word == "*" ? any_number : word[0] - '0';
    } else if (result) {
      it.result = word[0];
    } else if (word.ends_with("...")) {
      it.more_operands = true;
    } else {
      it.operands.push_back(word[0]);
    }
  }
}

using List = std::vector<Instruction>;

List make_list() {
  using namespace fact;
  List list;
  const char* section = "";
  const auto add = [&](const char* name, const char* signature, Detail detail, std::uint32_t facts,
                       const char* meaning) {
    list.push_back({section, name, signature, detail, facts, meaning, {}, false, 0, false, 0});
    read_signature(list.back());
  };
#define HEDDLE_SECTION(title) section = title;
#define HEDDLE_INSTRUCTION(name, signature, detail, facts, meaning) \
  add(#name, signature, Detail::detail, facts, meaning);
#include "translator/ir/instructions.def"
  return list;
}

const List& list() {
  static const List all = make_list();
  return all;
}

}  // namespace

const Instruction& about(Op op) { return list()[static_cast<std::size_t>(op)]; }

bool find_op(const std::string& name, Op& out) {
  static const auto by_name = [] {
    std::map<std::string, Op> names;
    for (std::size_t i = 0; i < op_count; ++i) names[list()[i].name] = static_cast<Op>(i);
    return names;
  }();
  const auto found = by_name.find(name);
  if (found != by_name.end()) out = found->second;
  return found != by_name.end();
}

namespace {

constexpr std::array<std::pair<std::uint32_t, const char*>, 9> shown_facts = {{{fact::pure, "pure"},
                                                                               {fact::faults, "faults"},
                                                                               {fact::raises, "raises"},
                                                                               {fact::allocates, "allocates"},
                                                                               {fact::suspends, "suspends"},
                                                                               {fact::routes, "routes"},
                                                                               {fact::reads, "reads"},
                                                                               {fact::writes, "writes"},
                                                                               {fact::op_only, "in ops"}}};

const char* detail_name(Detail detail) {
  static constexpr const char* names[] = {"",         "number", "number",  "text",        "name",  "function",
                                          "function", "table",  "root",    "arm",         "field", "type",
                                          "",         "type",   "operand", "all, spread", "spread"};
  return names[static_cast<std::size_t>(detail)];
}

std::string facts_of(const Instruction& it) {
  std::string text;
  for (const auto& [bit, name] : shown_facts)
    if (it.may(bit)) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

}  // namespace

std::string instructions_as_markdown() {
  std::string text = "| instruction | operands | says | may | meaning |\n|---|---|---|---|---|\n";
  std::string_view section;
  for (const Instruction& it : list()) {
    if (section != it.section) text += fmt::format("| **{}** | | | | |\n", section = it.section);
    const std::string signature = *it.signature ? fmt::format("`{}`", it.signature) : "";
    text += fmt::format("| `{}` | {} | {} | {} | {} |\n", it.name, signature, detail_name(it.detail), facts_of(it),
                        it.meaning);
  }
  return text;
}

}  // namespace heddle::ir
