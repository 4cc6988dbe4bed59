#include <fmt/format.h>
#include <malloc.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>

#include "translator/driver/commands.h"
#include "translator/driver/files.h"
#include "translator/driver/pipeline.h"
#include "translator/source/suggest.h"

namespace heddle::driver {

namespace {

/// The message for a wrong command line, with a pointer to its help.
std::string usage_message(const CLI::App* app, const CLI::Error& error) {
  std::string command = "heddle", hint;
  if (const auto used = app->get_subcommands(); !used.empty()) {
    command += " " + used.front()->get_name();
  } else if (const auto words = app->remaining(); !words.empty()) {
    std::vector<std::string> known;
    for (const CLI::App* each : app->get_subcommands([](const CLI::App*) { return true; }))
      known.push_back(each->get_name());
    const std::string meant = source::closest(words.front(), known);
    hint = fmt::format("heddle: there is no command '{}'{}\n", words.front(),
                       meant.empty() ? "" : fmt::format("; did you mean '{}'?", meant));
  }
  if (hint.empty()) hint = fmt::format("heddle: {}\n", error.what());
  return fmt::format("{}see '{} --help'\n", hint, command);
}

/// Output that could not be written is a failure, too.
int flushed(int status) {
  errno = 0;
  if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return status;
  fmt::print(stderr, "heddle: cannot write the output: {}\n", std::strerror(errno ? errno : EIO));
  return status == exit_done ? exit_input : status;
}

int run(int argc, char** argv) {
  // Keep large arrays in the process: each page returned to the system and fetched again costs a page fault.
  ::mallopt(M_MMAP_THRESHOLD, 64 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 256 << 20);
  ::mallopt(M_TOP_PAD, 1 << 20);
  CLI::App app{"heddle turns the description of an interpreter into a virtual machine that uses every core"};
  app.set_version_flag("--version", "heddle 0.1");
  app.require_subcommand(1);
  app.failure_message(usage_message);
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
  } catch (const Failure& failure) {
    fmt::print(stderr, "heddle: {}\n", failure.what());
    return failure.status();
  } catch (const std::filesystem::filesystem_error& error) {
    fmt::print(stderr, "heddle: '{}': {}\n", error.path1().string(), error.code().message());
    return exit_input;
  } catch (const std::exception& error) {
    fmt::print(stderr, "heddle: bug: {}\n", error.what());
    return exit_bug;
  }
  return status;
}

}  // namespace

}  // namespace heddle::driver

int main(int argc, char** argv) { return heddle::driver::flushed(heddle::driver::run(argc, argv)); }
