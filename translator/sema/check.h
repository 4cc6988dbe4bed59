// The checker: names, types, effects and restrictions of a whole description.
//
// `check` annotates the syntax tree in place (see translator/syntax/tree.h) and reports every mistake it finds to the
// sink; lowering may run only if it returned true. Not thread-safe. Each translation has one `Program`.
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

/// Maps a name to the std module that declares it, or to "". A module's own name ("std.text") maps to itself.
using StdIndex = std::function<std::string(const std::string&)>;

/// Everything known about one description. Functions are in source order, with instances of generic types last.
struct Program {
  std::string language;
  source::Folders folders;  // of the description's files, and of std
  TypeTable types;
  std::vector<std::unique_ptr<syntax::Module>> modules;
  std::vector<syntax::DeclPtr> machine_enums;  // OpName and Failure
  std::vector<syntax::DeclPtr> instances;      // generic object types with their arguments substituted
  std::map<std::string, syntax::Decl*> names;  // top-level names; a language's own hide those of std
  std::vector<syntax::Decl*> functions;        // fn, method, op, builtin, test
  std::vector<syntax::Decl*> intrinsics;
  std::vector<syntax::Decl*> roots;
  std::vector<syntax::Decl*> constants;
  syntax::Decl* main = nullptr;
  syntax::Decl* guest_error = nullptr;
  syntax::Decl* run_callable = nullptr;
  StdIndex std_index;  // may be empty: messages then suggest no 'use' lines
};

/// Returns true if the description is accepted: every expression then has its type and target.
bool check(Program& program, source::DiagnosticSink& sink);

/// Reports what a checked description lacks to be built into a VM: `main`, `guest_error`, the value type.
void check_complete(const Program& program, source::DiagnosticSink& sink);

/// The names of the effects, in the order of their bits: "raises, routes".
std::string effect_names(std::uint32_t effects);

}  // namespace heddle::sema
