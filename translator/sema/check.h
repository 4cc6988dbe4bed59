// The checker: names, types, effects and restrictions of a whole description.
//
// `check` annotates the syntax tree in place (see translator/syntax/tree.h) and reports every mistake it finds to the
// sink; lowering may run only if it returned true. Not thread-safe; one `Program` a translation.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "translator/sema/types.h"
#include "translator/source/diagnostic.h"
#include "translator/source/folders.h"
#include "translator/source/source_map.h"
#include "translator/syntax/tree.h"

namespace heddle::sema {

/// The module of std that declares a name, or ""; a module's own name ("std.text") stands for itself.
using StdIndex = std::function<std::string(const std::string&)>;

/// Everything known of one description. Functions are listed in source order, instances of generic types last.
struct Program {
  std::string language;
  source::Folders folders;  // of its files, and of std
  TypeTable types;
  std::vector<std::unique_ptr<syntax::Module>> modules;
  std::vector<syntax::DeclPtr> machine_enums;  // OpName and Failure
  std::vector<syntax::DeclPtr> instances;      // generic object types with arguments put in
  std::map<std::string, syntax::Decl*> names;  // top-level names; a language's own hide those of std
  std::vector<syntax::Decl*> functions;        // fn, method, op, builtin, test
  std::vector<syntax::Decl*> intrinsics;
  std::vector<syntax::Decl*> roots;
  std::vector<syntax::Decl*> constants;
  syntax::Decl* main = nullptr;
  syntax::Decl* guest_error = nullptr;
  syntax::Decl* run_callable = nullptr;
  StdIndex std_index;  // may be empty: then messages name no 'use' lines
};

/// True when the description is accepted: every expression then has its type and target.
bool check(Program& program, source::DiagnosticSink& sink);

/// Reports what a checked description lacks to become a machine: `main`, `guest_error`, the value type.
void check_complete(const Program& program, source::DiagnosticSink& sink);

/// The effects by name, in the order of their bits: "raises, routes".
std::string effect_names(std::uint32_t effects);

}  // namespace heddle::sema
