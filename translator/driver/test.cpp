#include <cstdio>
#include <memory>

#include "translator/backend/emulator/emulate.h"
#include "translator/driver/commands.h"
#include "translator/driver/pipeline.h"

namespace heddle::driver {

namespace {

int test(const std::string& language) {
  Translation t;
  if (!translate_language(t, language)) return exit_input;
  int passed = 0, failed = 0;
  for (const auto& result : emulator::run_tests(t.program, t.sources, {})) {
    ++(result.passed ? passed : failed);
    if (!result.passed) std::printf("FAILED: %s: %s\n", result.name.c_str(), result.message.c_str());
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed ? exit_input : exit_done;
}

}  // namespace

void add_test(CLI::App& app, int& status) {
  auto language = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("test", "Run the description's test blocks in emulation");
  command->add_option("LANG", *language, "a folder, or the name of one in interp-src/")->required();
  command->callback([language, &status] { status = test(*language); });
}

}  // namespace heddle::driver
