// What every language must declare: where its machine starts, how faults become guest errors, and what a guest's value
// is.
#include <string>

#include "translator/sema/checker.h"

namespace heddle::sema {

namespace {

/// The line that names the language, or else the first line of the first file.
Span language_place(const Program& program) {
  for (const auto& module : program.modules)
    if (!module->language.empty()) return module->heading;
  return program.modules.empty() ? Span{} : program.modules.front()->heading;
}

/// "a, b and c".
std::string listed(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i)
    text += (i == 0 ? "" : i + 1 < parts.size() ? ", " : " and ") + parts[i];
  return text;
}

}  // namespace

void check_complete(const Program& program, source::DiagnosticSink& sink) {
  struct EntryPoint {
    const Decl* decl;
    const char *name, *signature, *purpose;
  };
  const EntryPoint entry_points[] = {
      {program.main, "main", "fn main(argv: List<str>) -> i64 { ... }",
       "starts the machine; its result is the exit status"},
      {program.guest_error, "guest_error", "fn guest_error(message: str) -> Value { ... }",
       "makes a guest's error from a fault"},
  };
  std::vector<std::string> missing, notes;
  std::vector<const Decl*> others;
  for (const EntryPoint& entry : entry_points) {
    if (entry.decl) continue;
    missing.push_back(std::string("no function '") + entry.name + "'");
    notes.push_back(std::string("declare it: '") + entry.signature + "', which " + entry.purpose);
    if (const auto other = program.names.find(entry.name); other != program.names.end())
      others.push_back(other->second);
  }
  if (!program.types.value()) {
    missing.push_back("no value type");
    notes.push_back("declare it: 'value Value = nil | bool | int: i64 | ...', which says what a guest's values are");
  }
  if (missing.empty()) return;
  auto& report = sink.error(language_place(program), "the language has " + listed(missing));
  for (const std::string& note : notes) report.note(note);
  for (const Decl* other : others) report.note(other->name_span, "'" + other->name + "' is no function here");
}

}  // namespace heddle::sema
