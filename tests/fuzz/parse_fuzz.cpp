// For any input the parser, the renderers and the formatter return, and the formatter keeps every token.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "translator/source/diagnostic.h"
#include "translator/syntax/format.h"
#include "translator/syntax/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  heddle::source::SourceMap map;
  heddle::source::DiagnosticSink sink;
  const auto file = map.add("fuzz.heddle", text);
  const auto module = heddle::syntax::parse_module(map, file, sink);
  for (const auto& decl : module->decls) heddle::syntax::clone(*decl);
  render_text(map, sink);
  render_json(map, sink);
  const std::string once = heddle::syntax::format_source(text);
  if (heddle::syntax::format_source(once) != once) std::abort();  // formatting twice changes nothing more
  return 0;
}
