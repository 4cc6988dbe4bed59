// Declarations of the machine's functions. Only std has them. They must agree with the table that the translator was
// built with, or calls would be compiled for a function other than the one declared.
#include <algorithm>
#include <iterator>

#include "translator/sema/checker.h"
#include "translator/sema/machine.h"

namespace heddle::sema {

namespace {

/// The facts stated by the words after the result; clears `understood` if a word is unknown.
std::uint32_t facts_of(const Decl& decl, bool& understood) {
  using namespace machine_fact;
  static constexpr std::pair<std::string_view, std::uint32_t> words[] = {
      {"raises", raises}, {"allocates", allocates}, {"routes", routes}, {"suspends", suspends | raises | frame},
      {"blocks", blocks}, {"frame", frame},         {"writes", writes}, {"home", home | writes},
      {"faults", faults}, {"place", place}};
  std::uint32_t facts = none;
  for (const std::string& word : decl.effects) {
    const auto found = std::find_if(std::begin(words), std::end(words), [&](const auto& w) { return w.first == word; });
    if (found == std::end(words))
      understood = false;
    else
      facts |= found->second;
  }
  return facts;
}

}  // namespace

bool Checker::agrees(const Decl& decl, const MachineFunction& row) {
  bool understood = true;
  bool same = row.module == decl.module_name && row.params.size() == decl.params.size();
  same = same && facts_of(decl, understood) == row.facts && understood;
  for (std::size_t i = 0; same && i < row.params.size(); ++i)
    same = resolve_text(row.params[i]) == decl.params[i].type || decl.params[i].type->kind == TypeKind::error;
  return same && (resolve_text(row.result) == decl.result_type || decl.result_type->kind == TypeKind::error);
}

void Checker::declare_intrinsic(Decl& decl) {
  if (decl.module_name.rfind("std.", 0) != 0) {
    error(decl.name_span, "only std declares intrinsics").note("call a function of std, or add one there");
    return;
  }
  const MachineFunction* row = find_machine_by_cpp_name(decl.name);
  if (!row || row->module.empty()) {
    error(decl.name_span, "this heddle has no function '" + decl.name + "' of the machine")
        .note("build heddle again, so that it reads the declaration");
  } else if (!agrees(decl, *row)) {
    error(decl.name_span, "'" + decl.name + "' is declared otherwise than when this heddle was built")
        .note("build heddle again; a word after the result must be one of docs/machine-functions.md");
  } else {
    decl.machine = row->id;
    decl.effect_set |= row->effects();
  }
}

}  // namespace heddle::sema
