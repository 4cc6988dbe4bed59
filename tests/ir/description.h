// A description of one file, checked and lowered, for tests that look at its ir.
#pragma once
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "translator/lower/lower.h"
#include "translator/sema/check.h"
#include "translator/syntax/parse.h"

namespace heddle {

inline std::string read(const std::filesystem::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

struct Description {
  source::SourceMap map;
  source::DiagnosticSink sink;
  sema::Program program;

  /// Lists and maps are available, as in every description. The rest may be used only if `accepted` is true.
  Description(const std::string& name, const std::string& text) {
    add(name + ".heddle", text, name);
    for (const std::string module : {"list", "map"})
      add(module + ".heddle", read("tests/ir/std/" + module + ".heddle"), "std." + module);
    accepted = !sink.has_errors() && sema::check(program, sink);
  }
  std::string mistakes() const { return render_text(map, sink); }
  ir::Program lower() { return lower::lower(program, map); }

  bool accepted = false;

 private:
  void add(const std::string& file, const std::string& text, const std::string& module) {
    program.modules.push_back(syntax::parse_module(map, map.add(file, text), sink));
    program.modules.back()->name = module;
  }
};

}  // namespace heddle
