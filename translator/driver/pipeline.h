// From a language's name to checked, lowered and passed ir: the start of every command.
#pragma once
#include <memory>
#include <string>

#include "translator/ir/ir.h"
#include "translator/passes/pipeline.h"
#include "translator/sema/check.h"
#include "translator/source/source_map.h"

namespace heddle::driver {

enum ExitStatus { exit_done = 0, exit_input = 1, exit_usage = 2, exit_bug = 70 };

/// Everything known about one language. Not movable: the parts refer to each other.
struct Translation {
  source::SourceMap sources;
  source::DiagnosticSink sink;
  sema::Program sema;
  ir::Program program;
};

/// The folder of Heddle's own files: HEDDLE_HOME, or a folder above the binary. Throws `Failure` if they are not there.
std::string home_folder();
/// The folder of LANG as given: a folder or file, or the name of a folder in interp-src/. Throws `Failure` if it does
/// not exist.
std::string language_folder(const std::string& language);

/// Loads and checks the language, including that it declares what the machine starts with. Returns false if the sink
/// has errors.
bool check_language(Translation& t, const std::string& language);
/// Lowers a checked language and runs the passes. `tests`: run its tests instead of `main`.
void lower_language(Translation& t, const passes::Observer& observer = {}, bool tests = false);
/// check_language, with diagnostics on stderr; then lower_language. Returns false if the input is wrong.
bool translate_language(Translation& t, const std::string& language, bool tests = false);
void print_diagnostics(const Translation& t);

}  // namespace heddle::driver
