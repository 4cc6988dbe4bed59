#include <malloc.h>

#include <cstdio>
#include <exception>

#include "translator/driver/commands.h"
#include "translator/driver/pipeline.h"

int main(int argc, char** argv) {
  using namespace heddle::driver;
  // Large arrays stay in the process: each page that the system takes back and gives again costs a fault.
  ::mallopt(M_MMAP_THRESHOLD, 64 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 256 << 20);
  ::mallopt(M_TOP_PAD, 1 << 20);
  CLI::App app{"heddle turns the description of an interpreter into a virtual machine that uses every core"};
  app.set_version_flag("--version", "heddle 0.1");
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  int status = exit_done;
  add_new(app, status);
  add_check(app, status);
  add_emulate(app, status);
  add_build(app, status);
  add_test(app, status);
  add_explain(app, status);
  add_fmt(app, status);
  app.add_subcommand("version", "Print the version")->callback([] { std::puts("heddle 0.1"); });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_done : exit_usage;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "heddle: bug: %s\n", error.what());
    return exit_bug;
  }
  return status;
}
