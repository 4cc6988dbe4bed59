#include "translator/driver/pipeline.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "runtime/abi/layout.h"
#include "translator/ir/layout.h"
#include "translator/lower/lower.h"
#include "translator/sema/load.h"

namespace heddle::driver {

namespace fs = std::filesystem;

std::string home_folder() {
  if (const char* home = std::getenv("HEDDLE_HOME")) return home;
  std::error_code error;
  fs::path at = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (; !at.empty() && at != at.root_path(); at = at.parent_path())
    if (fs::exists(at / "interp-src" / "std")) return at.string();
  return HEDDLE_SOURCE_FOLDER;
}

std::string language_folder(const std::string& language) {
  if (fs::is_directory(language)) return language;
  const fs::path named = fs::path(home_folder()) / "interp-src" / language;
  return fs::is_directory(named) ? fs::relative(named).string() : language;
}

bool check_language(Translation& t, const std::string& language) {
  const std::string std_folder = (fs::path(home_folder()) / "interp-src" / "std").string();
  sema::load_language(language_folder(language), std_folder, t.sources, t.sink, t.sema);
  return !t.sink.has_errors() && sema::check(t.sema, t.sink);
}

void lower_language(Translation& t, const passes::Observer& observer) {
  t.program = lower::lower(t.sema, t.sources);
  passes::run_pipeline(t.program, t.sema, observer);
}

void print_diagnostics(const Translation& t) {
  std::fputs(source::render_text(t.sources, t.sink).c_str(), stderr);
  if (!t.sink.empty()) std::fprintf(stderr, "%s\n", source::render_summary(t.sink).c_str());
}

bool translate_language(Translation& t, const std::string& language) {
  const bool accepted = check_language(t, language);
  print_diagnostics(t);
  if (!accepted) return false;
  for (const auto& [decl, name] : {std::pair{t.sema.main, "main(argv: List<str>) -> i64"},
                                   std::pair{t.sema.guest_error, "guest_error(message: str) -> Value"}})
    if (!decl) {
      std::fprintf(stderr, "%s: error: the language has no function '%s'\n", language.c_str(), name);
      return false;
    }
  lower_language(t);
  const std::size_t classes = ir::assign_layout(t.program).classes.size();
  if (classes <= hd::max_classes) return true;
  std::fprintf(stderr, "%s: error: the language has %zu kinds of objects; a machine knows %u\n", language.c_str(),
               classes, hd::max_classes);
  return false;
}

}  // namespace heddle::driver
