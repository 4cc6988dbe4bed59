#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>

#include "translator/driver/commands.h"
#include "translator/driver/pipeline.h"
#include "translator/syntax/format.h"

namespace heddle::driver {

namespace {

struct FmtOptions {
  std::vector<std::string> files;
  bool check = false;
};

int format_file(const std::string& path, bool check) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::fprintf(stderr, "heddle: cannot read '%s'\n", path.c_str()), exit_input;
  std::stringstream text;
  text << in.rdbuf();
  const std::string formatted = syntax::format_source(text.str());
  if (formatted == text.str()) return exit_done;
  if (check) return std::printf("%s would change\n", path.c_str()), exit_input;
  std::ofstream(path, std::ios::binary) << formatted;
  std::printf("%s formatted\n", path.c_str());
  return exit_done;
}

}  // namespace

void add_fmt(CLI::App& app, int& status) {
  auto options = std::make_shared<FmtOptions>();
  CLI::App* command = app.add_subcommand("fmt", "Format description files");
  command->add_option("FILES", options->files, "files to format in place")->required();
  command->add_flag("--check", options->check, "change nothing; fail if a file would change");
  command->callback([options, &status] {
    for (const auto& file : options->files) status = std::max(status, format_file(file, options->check));
  });
}

}  // namespace heddle::driver
