#include <cstdio>
#include <memory>

#include "translator/driver/commands.h"
#include "translator/driver/pipeline.h"

namespace heddle::driver {

namespace {

struct CheckOptions {
  std::string language;
  std::string format = "text";
};

int check(const CheckOptions& options) {
  Translation t;
  const bool accepted = check_language(t, options.language);
  if (options.format == "json")
    std::fputs(source::render_json(t.sources, t.sink).c_str(), stdout);
  else
    print_diagnostics(t);
  return accepted ? exit_done : exit_input;
}

}  // namespace

void add_check(CLI::App& app, int& status) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "Report everything that is wrong with a description");
  command->add_option("LANG", options->language, "a folder, or the name of one in interp-src/")->required();
  command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->callback([options, &status] { status = check(*options); });
}

}  // namespace heddle::driver
