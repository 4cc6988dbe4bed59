#include "translator/sema/load.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "translator/syntax/parse.h"

namespace heddle::sema {

namespace {

namespace fs = std::filesystem;

/// "std/text.heddle" below the std folder's parent for "std.text".
std::string std_path(const std::string& std_folder, const std::string& module) {
  std::string relative = module.substr(4);
  std::replace(relative.begin(), relative.end(), '.', '/');
  return std_folder + "/" + relative + ".heddle";
}

class Loader {
 public:
  Loader(const std::string& std_folder, source::SourceMap& sources, source::DiagnosticSink& sink, Program& program)
      : std_folder_(std_folder), sources_(sources), sink_(sink), program_(program) {}

  void folder(const std::string& path) {
    for (source::FileId file : files(path)) add(syntax::parse_module(sources_, file, sink_), "");
    for (const char* always : {"std.list", "std.map"}) use({always, {}});
    if (program_.language.empty()) program_.language = fs::path(path).lexically_normal().stem().string();
  }

 private:
  /// A single file is a whole language, too: tests and small examples are.
  std::vector<source::FileId> files(const std::string& path) {
    if (!fs::is_regular_file(path)) return sources_.load_folder(path, sink_);
    const source::FileId file = sources_.load_file(path, sink_);
    return file == source::SourceMap::no_file ? std::vector<source::FileId>{} : std::vector<source::FileId>{file};
  }

  void add(std::unique_ptr<syntax::Module> module, const std::string& name) {
    if (!name.empty()) module->name = name;
    if (!module->language.empty() && name.empty()) program_.language = module->language;
    const auto uses = module->uses;
    program_.modules.push_back(std::move(module));
    for (const auto& u : uses) use(u);
  }

  void use(const syntax::Use& u) {
    if (u.path.rfind("std.", 0) != 0) return;  // modules of the language itself are visible anyway
    if (!loaded_.insert(u.path).second) return;
    const std::string path = std_path(std_folder_, u.path);
    if (!fs::exists(path)) {
      sink_.error(u.span, "the standard library has no module '" + u.path + "'").note("looked for " + path);
      return;
    }
    const source::FileId file = sources_.load_file(path, sink_);
    if (file != source::SourceMap::no_file) add(syntax::parse_module(sources_, file, sink_), u.path);
  }

  std::string std_folder_;
  source::SourceMap& sources_;
  source::DiagnosticSink& sink_;
  Program& program_;
  std::set<std::string> loaded_;
};

}  // namespace

void load_language(const std::string& folder, const std::string& std_folder, source::SourceMap& sources,
                   source::DiagnosticSink& sink, Program& program) {
  Loader(std_folder, sources, sink, program).folder(folder);
}

}  // namespace heddle::sema
