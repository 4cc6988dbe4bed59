#include "translator/driver/pipeline.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "runtime/abi/layout.h"
#include "translator/driver/files.h"
#include "translator/ir/layout.h"
#include "translator/lower/lower.h"
#include "translator/sema/load.h"
#include "translator/source/suggest.h"

namespace heddle::driver {

namespace fs = std::filesystem;

namespace {

bool is_home(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "interp-src" / "std", error);
}

/// The languages in interp-src/ by name. Excludes `std`, the library, and `template`, which `heddle new` copies.
std::vector<std::string> known_languages() {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(home_folder()) / "interp-src", error))
    if (const auto name = entry.path().filename().string(); name != "std" && name != "template") names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::string home_folder() {
  if (const char* home = std::getenv("HEDDLE_HOME"); home && *home) {
    if (is_home(home)) return home;
    throw Failure(fmt::format("HEDDLE_HOME is '{}', but there is no folder interp-src/std in it: name the folder that "
                              "Heddle is in, or unset the variable",
                              home),
                  exit_usage);
  }
  std::error_code error;
  fs::path at = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (; !at.empty() && at != at.root_path(); at = at.parent_path())
    if (is_home(at)) return at.string();
  if (is_home(HEDDLE_SOURCE_FOLDER)) return HEDDLE_SOURCE_FOLDER;
  throw Failure("cannot find Heddle's own files (interp-src/std): set HEDDLE_HOME to the folder that has them",
                exit_usage);
}

std::string language_folder(const std::string& language) {
  if (language.empty())
    throw Failure("an empty name stands for no language: name a folder, or a language of interp-src/", exit_usage);
  std::error_code error;
  const auto status = fs::status(language, error);
  // A path that cannot be examined, or that is neither a folder nor a file, is reported where it is read.
  if (status.type() != fs::file_type::not_found) return language;
  const bool is_plain_name = language.find('/') == std::string::npos;
  const fs::path named = fs::path(home_folder()) / "interp-src" / language;
  if (is_plain_name && fs::is_directory(named, error)) {
    const std::string relative = fs::relative(named, error).string();
    return error || relative.empty() ? named.string() : relative;
  }
  if (!is_plain_name) throw Failure(fmt::format("there is no folder '{}'", language));
  const std::string meant = source::closest(language, known_languages());
  throw Failure(fmt::format("there is no folder '{0}' and no language '{0}' in interp-src/{1}", language,
                            meant.empty() ? "" : fmt::format("; did you mean '{}'?", meant)));
}

bool check_language(Translation& t, const std::string& language) {
  const std::string folder = language_folder(language);
  const std::string std_folder = (fs::path(home_folder()) / "interp-src" / "std").string();
  std::error_code error;
  if (fs::equivalent(folder, std_folder, error))
    throw Failure(
        fmt::format("'{}' is the library, not a language: it is checked with the languages that use it", folder));
  sema::load_language(folder, std_folder, t.sources, t.sink, t.sema);
  if (t.sink.has_errors()) return false;
  sema::check(t.sema, t.sink);
  sema::check_complete(t.sema, t.sink);
  return !t.sink.has_errors();
}

void lower_language(Translation& t, const passes::Observer& observer, bool tests) {
  t.program = lower::lower(t.sema, t.sources);
  t.program.runs_tests = tests;
  passes::run_pipeline(t.program, observer);
}

void print_diagnostics(const Translation& t) {
  std::fputs(source::render_text(t.sources, t.sink).c_str(), stderr);
  if (!t.sink.empty()) std::fprintf(stderr, "%s\n", source::render_summary(t.sink).c_str());
}

bool translate_language(Translation& t, const std::string& language, bool tests) {
  const bool accepted = check_language(t, language);
  print_diagnostics(t);
  if (!accepted) return false;
  lower_language(t, {}, tests);
  const std::size_t classes = ir::assign_layout(t.program).classes.size();
  if (classes <= hd::max_classes) return true;
  std::fprintf(stderr, "%s: error: the language has %zu kinds of objects; a machine knows %u\n", language.c_str(),
               classes, hd::max_classes);
  return false;
}

}  // namespace heddle::driver
