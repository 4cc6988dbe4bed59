// Enums that the machine adds to every description: `OpName`, the language's own ops by name, so that code that depends
// on a bytecode is checked like any other name; and `Failure`, the failures the machine may report.
#include <algorithm>

#include "runtime/abi/failure.h"
#include "translator/sema/checker.h"

namespace heddle::sema {

namespace {

syntax::DeclPtr enum_of(const char* name, const std::vector<std::string>& constants) {
  auto decl = std::make_unique<Decl>();
  decl->kind = DeclKind::enum_;
  decl->name = name;
  decl->module_name = "std.machine";
  for (const std::string& constant : constants) {
    syntax::Variant variant;
    variant.name = constant;
    decl->variants.push_back(std::move(variant));
  }
  return decl;
}

/// The number of a constant is the op's index in ir::Program::ops, which is also in the order of declaration. A second
/// op of the same name is reported as a name declared twice.
std::vector<std::string> names_of_ops(const Program& program) {
  std::vector<std::string> names;
  for (const auto& module : program.modules)
    for (const auto& decl : module->decls)
      if (decl->kind == DeclKind::op && std::find(names.begin(), names.end(), decl->name) == names.end())
        names.push_back(decl->name);
  return names;
}

}  // namespace

void Checker::declare_machine_enums() {
  program.machine_enums.push_back(enum_of("OpName", names_of_ops(program)));
  std::vector<std::string> failures;
  for (const hd::FailureInfo& failure : hd::failures) failures.push_back(failure.name);
  program.machine_enums.push_back(enum_of("Failure", failures));
  for (auto& decl : program.machine_enums) {
    program.names.emplace(decl->name, decl.get());
    declare_type(*decl);
    fill_type(*decl);
  }
}

}  // namespace heddle::sema
