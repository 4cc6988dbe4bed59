// Every tests/diagnostics/syntax/NAME.heddle against NAME.expected: all messages, as a user sees them.
// HEDDLE_UPDATE_GOLDENS=1 writes the expected files afresh; read the difference before committing it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "translator/syntax/parse.h"

namespace heddle::syntax {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

std::vector<fs::path> inputs() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator("tests/diagnostics/syntax"))
    if (entry.path().extension() == ".heddle") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST(Golden, Diagnostics) {
  const auto paths = inputs();
  EXPECT_GE(paths.size(), 15u);
  for (const auto& path : paths) {
    source::SourceMap map;
    source::DiagnosticSink sink;
    parse_module(map, map.add(path.filename().string(), read(path)), sink);
    const std::string found = render_text(map, sink);
    EXPECT_TRUE(sink.has_errors()) << path;
    const auto expected = fs::path(path).replace_extension(".expected");
    if (std::getenv("HEDDLE_UPDATE_GOLDENS"))
      std::ofstream(expected, std::ios::binary) << found;
    else
      EXPECT_EQ(found, read(expected)) << path;
  }
}

}  // namespace
}  // namespace heddle::syntax
