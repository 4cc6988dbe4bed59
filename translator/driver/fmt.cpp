#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "translator/driver/commands.h"
#include "translator/driver/files.h"
#include "translator/driver/pipeline.h"
#include "translator/syntax/format.h"
#include "translator/syntax/parse.h"

namespace heddle::driver {

namespace {

struct FmtOptions {
  std::vector<std::string> paths;
  bool check = false;
};

void report(const source::SourceMap& sources, const source::DiagnosticSink& sink) {
  std::fputs(source::render_text(sources, sink).c_str(), stderr);
}

/// A file with syntax errors is reported and left unchanged.
ExitStatus format_file(const source::SourceMap& sources, source::FileId file, bool check) {
  source::DiagnosticSink sink;
  syntax::parse_module(sources, file, sink);
  report(sources, sink);
  if (sink.has_errors()) return exit_input;
  const std::string& path = sources.path(file);
  const std::string formatted = syntax::format_source(sources.text(file));
  if (formatted == sources.text(file)) return exit_done;
  if (check) return fmt::print("{} would change\n", path), exit_input;
  write_file(path, formatted);
  fmt::print("{} formatted\n", path);
  return exit_done;
}

int format(const FmtOptions& options) {
  source::SourceMap sources;
  source::DiagnosticSink sink;
  std::vector<source::FileId> files;
  for (const std::string& path : options.paths)
    for (source::FileId file : sources.load(language_folder(path), sink)) files.push_back(file);
  report(sources, sink);
  int status = sink.has_errors() ? exit_input : exit_done;
  for (source::FileId file : files) status = std::max<int>(status, format_file(sources, file, options.check));
  return status;
}

}  // namespace

void add_fmt(CLI::App& app, int& status) {
  auto options = std::make_shared<FmtOptions>();
  CLI::App* command = app.add_subcommand("fmt", "Format description files");
  command->add_option("PATHS", options->paths, "description files; folders, with all that are in them; or languages")
      ->required();
  command->add_flag("--check", options->check, "change nothing; fail if a file would change");
  command->callback([options, &status] { status = format(*options); });
}

}  // namespace heddle::driver
