// heddle-check FOLDER STD_FOLDER: loads and checks a description, prints the diagnostics.
#include <cstdio>

#include "translator/sema/load.h"

int main(int argc, char** argv) {
  if (argc != 3) return std::fputs("usage: heddle-check FOLDER STD_FOLDER\n", stderr), 2;
  heddle::source::SourceMap sources;
  heddle::source::DiagnosticSink sink;
  heddle::sema::Program program;
  heddle::sema::load_language(argv[1], argv[2], sources, sink, program);
  if (!sink.has_errors()) heddle::sema::check(program, sink);
  std::fputs(heddle::source::render_text(sources, sink).c_str(), stderr);
  return sink.has_errors() ? 1 : 0;
}
