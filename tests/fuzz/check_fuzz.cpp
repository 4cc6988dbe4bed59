// For any input the checker reports mistakes or accepts it, and accepted input goes through every pass and its
// verifier.
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>

#include "translator/lower/lower.h"
#include "translator/passes/pipeline.h"
#include "translator/sema/check.h"
#include "translator/syntax/parse.h"

namespace {

using namespace heddle;

void add(sema::Program& program, source::SourceMap& map, source::DiagnosticSink& sink, const std::string& name,
         const std::string& text) {
  program.modules.push_back(syntax::parse_module(map, map.add(name + ".heddle", text), sink));
  program.modules.back()->name = name;
}

/// The modules of std that every language has.
void add_std(sema::Program& program, source::SourceMap& map, source::DiagnosticSink& sink) {
  for (const char* name : {"list", "map"}) {
    std::ostringstream text;
    text << std::ifstream(std::string(HEDDLE_SOURCE_DIR "/interp-src/std/") + name + ".heddle").rdbuf();
    add(program, map, sink, std::string("std.") + name, text.str());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  source::SourceMap map;
  source::DiagnosticSink sink;
  sema::Program program;
  add(program, map, sink, "fuzz", std::string(reinterpret_cast<const char*>(data), size));
  add_std(program, map, sink);
  const bool parsed = !sink.has_errors();
  if (sema::check(program, sink) && parsed) {
    ir::Program ir = lower::lower(program, map);
    passes::run_pipeline(ir, [](const std::string&, const ir::Program&) {});
  }
  render_text(map, sink);
  render_json(map, sink);
  return 0;
}
