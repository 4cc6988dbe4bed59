#include "translator/sema/load.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <system_error>

#include "translator/source/suggest.h"
#include "translator/syntax/parse.h"

namespace heddle::sema {

namespace {

namespace fs = std::filesystem;

/// The path of "std.text": "text.heddle" in the std folder.
std::string std_path(const std::string& std_folder, const std::string& module) {
  std::string relative = module.substr(4);
  std::replace(relative.begin(), relative.end(), '.', '/');
  return std_folder + "/" + relative + ".heddle";
}

/// The names of the std modules ("std.text", ...), sorted.
std::vector<std::string> known_modules(const std::string& std_folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(std_folder, error))
    if (entry.path().extension() == ".heddle") names.push_back("std." + entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class Loader {
 public:
  Loader(const std::string& std_folder, source::SourceMap& sources, source::DiagnosticSink& sink, Program& program)
      : std_folder_(std_folder), sources_(sources), sink_(sink), program_(program) {}

  void folder(const std::string& path) {
    const bool single = fs::is_regular_file(path);
    program_.folders.add(std_folder_, "std");
    program_.folders.add(single ? fs::path(path).parent_path().string() : path, single ? "" : folder_name(path));
    for (source::FileId file : sources_.load(path, sink_)) add(syntax::parse_module(sources_, file, sink_), "");
    for (const char* always : {"std.list", "std.map"}) use({always, {}});
    if (program_.language.empty()) program_.language = fs::path(path).lexically_normal().stem().string();
  }

 private:
  static std::string folder_name(const std::string& path) {
    std::error_code ignored;
    const fs::path whole = fs::weakly_canonical(path, ignored);
    return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
  }

  void add(std::unique_ptr<syntax::Module> module, const std::string& name) {
    if (!name.empty()) module->name = name;
    if (!module->language.empty() && name.empty()) {
      if (language_line_.valid())
        sink_.error(module->heading, "the language has a second 'language' line")
            .note(language_line_, "the first is here; other files of the folder start with 'module NAME'")
            .note("a folder is one language");
      else
        language_line_ = module->heading;
      program_.language = module->language;
    }
    const auto uses = module->uses;
    program_.modules.push_back(std::move(module));
    for (const auto& u : uses) use(u);
  }

  void use(const syntax::Use& u) {
    if (u.path.rfind("std.", 0) != 0) return;  // modules of the language itself are always visible
    if (!loaded_.insert(u.path).second) return;
    const std::string path = std_path(std_folder_, u.path);
    if (!fs::exists(path)) {
      auto& report = sink_.error(u.span, "the standard library has no module '" + u.path + "'");
      if (const std::string meant = source::closest(u.path, known_modules(std_folder_)); !meant.empty())
        report.note("did you mean '" + meant + "'?");
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
  source::Span language_line_;
};

}  // namespace

void load_language(const std::string& folder, const std::string& std_folder, source::SourceMap& sources,
                   source::DiagnosticSink& sink, Program& program) {
  Loader(std_folder, sources, sink, program).folder(folder);
  program.std_index = std_index(std_folder);
}

StdIndex std_index(const std::string& std_folder) {
  auto known = std::make_shared<std::map<std::string, std::string>>();
  return [std_folder, known](const std::string& name) {
    if (known->empty())
      for (const std::string& module : known_modules(std_folder)) {
        source::SourceMap sources;
        source::DiagnosticSink sink;
        known->emplace(module, module);
        const source::FileId file = sources.load_file(std_path(std_folder, module), sink);
        if (file == source::SourceMap::no_file) continue;
        const auto parsed = syntax::parse_module(sources, file, sink);
        for (const auto& decl : parsed->decls) known->emplace(decl->name, module);
      }
    const auto found = known->find(name);
    return found == known->end() ? std::string() : found->second;
  };
}

}  // namespace heddle::sema
