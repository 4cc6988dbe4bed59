// From a language's name to checked, lowered, passed ir: what every command starts with.
#pragma once
#include <memory>
#include <string>

#include "translator/ir/ir.h"
#include "translator/passes/pipeline.h"
#include "translator/sema/check.h"
#include "translator/source/source_map.h"

namespace heddle::driver {

enum ExitStatus { exit_done = 0, exit_input = 1, exit_usage = 2, exit_bug = 70 };

/// Everything known of one language. Not movable: the parts refer to each other.
struct Translation {
  source::SourceMap sources;
  source::DiagnosticSink sink;
  sema::Program sema;
  ir::Program program;
};

/// Where Heddle's own files are: HEDDLE_HOME, or a folder above the binary. Throws `Failure` when they are not there.
std::string home_folder();
/// LANG as given: a folder or file, or the name of a folder in interp-src/. Throws `Failure` when there is none.
std::string language_folder(const std::string& language);

/// Loads and checks, also that the language has what the machine starts with. False: see the sink.
bool check_language(Translation& t, const std::string& language);
/// Lowers and runs the passes on a checked language. `tests`: what runs are its tests, not `main`.
void lower_language(Translation& t, const passes::Observer& observer = {}, bool tests = false);
/// check_language, with diagnostics on stderr; then lower_language. False: the input is wrong.
bool translate_language(Translation& t, const std::string& language, bool tests = false);
void print_diagnostics(const Translation& t);

}  // namespace heddle::driver
