// `heddle test`: runs the description's test blocks, first emulated and then translated. All must pass in both.
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "translator/backend/emulator/emulate.h"
#include "translator/driver/build.h"
#include "translator/driver/cache.h"
#include "translator/driver/commands.h"
#include "translator/driver/compile.h"
#include "translator/driver/files.h"
#include "translator/driver/profile.h"
#include "translator/driver/toolchain.h"

namespace heddle::driver {

namespace {

namespace fs = std::filesystem;

struct TestOptions {
  std::string language, target = "debug";
  bool emulated_only = false;
};

/// Used if there is no cache: a folder of this process, removed with the object.
struct ScratchFolder {
  fs::path path;
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "heddle-test-XXXXXX").string();
    if (const char* made = ::mkdtemp(name.data())) path = made;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path.empty()) fs::remove_all(path, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
};

int test_emulated(const Translation& t) {
  int passed = 0, failed = 0;
  for (const auto& result : emulator::run_tests(t.program, t.sources, {})) {
    ++(result.passed ? passed : failed);
    if (!result.passed) std::printf("FAILED: %s: %s\n", result.name.c_str(), result.message.c_str());
  }
  std::printf("emulated: %d passed, %d failed\n", passed, failed);
  std::fflush(stdout);
  return failed ? exit_input : exit_done;
}

/// Builds in `folder`, which may contain what an earlier test compiled, and runs the tests.
int test_translated(const TestOptions& options, Translation& t, const fs::path& folder) {
  check_compiler();
  const FolderLock others_wait(folder);
  BuildOptions made;
  made.language = options.language;
  made.output = (folder / "vm").string();
  made.target = options.target;
  made.tests = true;
  if (const int status = build(made, t)) return status;
  std::fflush(stdout);
  const int status = std::system(shell_word(made.output).c_str());
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
    std::fputs("heddle: bug: the translated tests ended abnormally\n", stderr);
    return exit_bug;
  }
  return WEXITSTATUS(status) ? exit_input : exit_done;
}

int test_translated(const TestOptions& options, Translation& t) {
  const std::string language = fs::weakly_canonical(language_folder(options.language)).string();
  const fs::path kept =
      cached_folder("tests", t.program.language + "-" + options.target, home_folder() + "\n" + language);
  if (!kept.empty()) return test_translated(options, t, kept);
  const ScratchFolder scratch;
  if (!scratch.path.empty()) return test_translated(options, t, scratch.path);
  std::perror("heddle: no folder for the translated tests");
  return exit_input;
}

int test(const TestOptions& options) {
  check_profile(options.target);
  Translation t;
  if (!translate_language(t, options.language, true)) return exit_input;
  const int emulated = test_emulated(t);
  if (options.emulated_only || t.program.tests.empty()) return emulated;
  const int translated = test_translated(options, t);
  return translated ? translated : emulated;
}

}  // namespace

void add_test(CLI::App& app, int& status) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command = app.add_subcommand("test", "Run the description's test blocks, in emulation and then translated");
  command->add_option("LANG", options->language, "a folder, or the name of one in interp-src/")->required();
  command->add_option("--target", options->target, "profile of the translated tests: a file in build-targets/");
  command->add_flag("--emulated", options->emulated_only, "in emulation only: starts at once");
  command->callback([options, &status] { status = test(*options); });
}

}  // namespace heddle::driver
