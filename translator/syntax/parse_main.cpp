// heddle-parse FILE...: shows what is wrong with the syntax of descriptions. A tool for work on the front end and
// for authors who have no checker yet; folders are read as languages.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string_view>

#include "translator/syntax/format.h"
#include "translator/syntax/parse.h"

int main(int argc, char** argv) {
  heddle::source::SourceMap map;
  heddle::source::DiagnosticSink sink;
  bool json = false, print_formatted = false;
  std::size_t declarations = 0;
  if (argc < 2) {
    fmt::print(stderr, "usage: heddle-parse [--format=json] [--print-formatted] FILE|FOLDER...\n");
    return 2;
  }
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--format=json")
      json = true;
    else if (std::string_view(argv[i]) == "--print-formatted")
      print_formatted = true;
    else if (std::filesystem::is_directory(argv[i]))
      map.load_folder(argv[i], sink);
    else
      map.load_file(argv[i], sink);
  }
  for (heddle::source::FileId file = 0; file < map.size(); ++file)
    declarations += heddle::syntax::parse_module(map, file, sink)->decls.size();
  if (print_formatted)
    for (heddle::source::FileId file = 0; file < map.size(); ++file)
      fmt::print("{}", heddle::syntax::format_source(map.text(file)));
  if (json)
    fmt::print("{}", render_json(map, sink));
  else
    fmt::print(stderr, "{}", render_text(map, sink));
  if (!json && !sink.has_errors()) fmt::print("{} files, {} declarations\n", map.size(), declarations);
  if (!json && sink.has_errors()) fmt::print(stderr, "{}\n", render_summary(sink));
  return sink.has_errors() ? 1 : 0;
}
