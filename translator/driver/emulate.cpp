#include "translator/backend/emulator/emulate.h"

#include <cstdio>
#include <memory>
#include <stdexcept>

#include "translator/driver/commands.h"
#include "translator/driver/pipeline.h"

namespace heddle::driver {

namespace {

struct EmulateOptions {
  std::string language;
  emulator::Options run;
};

int emulate(EmulateOptions& options) {
  static Translation& t = *new Translation;  // never destroyed: that would take longer than many a guest program
  if (!translate_language(t, options.language)) return exit_input;
  options.run.arguments.insert(options.run.arguments.begin(), t.program.language);
  try {
    return emulator::emulate(t.program, t.sources, options.run);
  } catch (const std::runtime_error& error) {
    std::fprintf(stderr, "heddle: %s (seed %llu)\n", error.what(), static_cast<unsigned long long>(options.run.seed));
    return exit_input;
  }
}

}  // namespace

void add_emulate(CLI::App& app, int& status) {
  auto options = std::make_shared<EmulateOptions>();
  CLI::App* command = app.add_subcommand("emulate", "Run a guest program on the description itself");
  command->add_option("--seed", options->run.seed, "source of all choices; the same seed repeats the run");
  command->add_flag("--gc-stress", options->run.gc_stress, "collect garbage at every safepoint");
  command->add_option("--max-heap", options->run.max_heap, "bytes a context's heap may hold")
      ->transform(CLI::AsSizeValue(false));
  command->add_flag("--stats", options->run.stats,
                    "print what was counted, and what sharing did; times are the emulator's");
  command->add_flag("--trace", options->run.trace, "print whose turn it is");
  command->add_option("LANG", options->language, "a folder, or the name of one in interp-src/")->required();
  command->prefix_command();
  command->footer("What follows the options goes to the guest: its program, then arguments.");
  command->callback([options, command, &status] {
    options->run.arguments = command->remaining();
    status = emulate(*options);
  });
}

}  // namespace heddle::driver
