// `heddle build`: description -> C++ -> VM. Compiles in parallel, through ccache when it is there, and only what
// changed.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <thread>

#include <fmt/format.h>

#include "translator/backend/cpp/emit.h"
#include "translator/driver/build.h"
#include "translator/driver/commands.h"
#include "translator/driver/files.h"
#include "translator/driver/pipeline.h"
#include "translator/driver/profile.h"
#include "translator/driver/toolchain.h"

namespace heddle::driver {

namespace {

namespace fs = std::filesystem;

/// Leaves the file alone when it says this already, so that its object file stays fresh.
void write_if_changed(const fs::path& path, const std::string& text) {
  if (fs::exists(path) && read_file(path) == text) return;
  write_file(path, text);
}

class Builder {
 public:
  Builder(const BuildOptions& options, Profile profile, fs::path work)
      : options_(options), profile_(std::move(profile)), work_(std::move(work)) {}

  void add(const fs::path& source) { sources_.push_back(source); }

  /// What failed: "compile" or "link"; null when the VM is made.
  const char* run() {
    make_folders(work_ / "objects");
    std::string script;
    std::string objects;
    std::vector<std::string> commands;
    for (const fs::path& source : sources_) {
      std::string name = source.string();
      for (char& c : name)
        if (c == '/' || c == '.') c = '_';
      const fs::path object = work_ / "objects" / (name + ".o");
      objects += " " + shell_word(object.string());
      commands.push_back(fmt::format(
          "{}clang++-19 -std=c++20 {} -I{} -I{} -Wno-unused-label -c {} -o {}", have_program("ccache") ? "ccache " : "",
          profile_.compile + (options_.no_owner_checks ? " -DHD_NO_OWNER_CHECKS" : ""), shell_word(home_folder()),
          shell_word(work_.string()), shell_word(source.string()), shell_word(object.string())));
    }
    if (!compile(commands)) return "compile";
    const std::string link = fmt::format("clang++-19 {} -fuse-ld=lld-19 -o {} {} -lpthread -lm -ledit", profile_.link,
                                         shell_word(options_.output), objects);
    return std::system(link.c_str()) == 0 ? nullptr : "link";
  }

 private:
  bool compile(const std::vector<std::string>& commands) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> good{true};
    std::vector<std::thread> workers;
    for (int j = 0; j < options_.jobs; ++j)
      workers.emplace_back([&] {
        // Relaxed: the counter hands out indices only; joining the threads publishes the results.
        for (std::size_t i = next.fetch_add(1, std::memory_order_relaxed); i < commands.size();
             i = next.fetch_add(1, std::memory_order_relaxed))
          if (std::system(commands[i].c_str()) != 0) good.store(false, std::memory_order_relaxed);
      });
    for (auto& worker : workers) worker.join();
    return good.load(std::memory_order_relaxed);
  }

  const BuildOptions& options_;
  Profile profile_;
  fs::path work_;
  std::vector<fs::path> sources_;
};

std::vector<std::string> listed_sources() {
  std::vector<std::string> paths;
  for (const char* folder : {"gc", "runtime"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(home_folder()) / folder))
      if (entry.path().extension() == ".cpp") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

int build(const BuildOptions& options) {
  const auto begin = std::chrono::steady_clock::now();
  auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); };
  const Profile profile = read_profile(options.target);
  check_output(options.output);
  check_compiler();
  Translation t;
  if (!translate_language(t, options.language, options.tests)) return exit_input;
  const ir::Layout layout = ir::assign_layout(t.program);
  cpp::Options emit_options;
  emit_options.signalling = passes::signalling_intrinsics(t.sema);
  emit_options.tests = options.tests;
  emit_options.line_directives = profile.lines;
  const auto files = cpp::emit(t.program, layout, t.sources, emit_options);
  const fs::path work = options.emit_folder.empty() ? fs::path(options.output + ".build") / options.target
                                                    : fs::path(options.emit_folder);
  make_folders(work);
  std::size_t bytes = 0;
  for (const auto& file : files) {
    write_if_changed(work / file.name, file.text);
    bytes += file.text.size();
  }
  std::printf("%s: %zu functions, %zu bytes of C++, %.1f s\n", t.program.language.c_str(), t.program.functions.size(),
              bytes, seconds());
  std::fflush(stdout);
  Builder builder(options, profile, fs::absolute(work));
  for (const auto& file : files)
    if (file.name.ends_with(".cpp")) builder.add(fs::absolute(work / file.name));
  for (const auto& source : listed_sources()) builder.add(source);
  if (const char* failed = builder.run()) {
    check_room(work.string());
    std::fprintf(stderr, "heddle: bug: the generated C++ in %s does not %s\n", work.c_str(), failed);
    return exit_bug;
  }
  std::printf("%s: %s, profile %s, %.1f s\n", t.program.language.c_str(), options.output.c_str(),
              options.target.c_str(), seconds());
  return exit_done;
}

void add_build(CLI::App& app, int& status) {
  auto options = std::make_shared<BuildOptions>();
  CLI::App* command = app.add_subcommand("build", "Translate a description and link a VM");
  command->add_option("LANG", options->language, "a folder, or the name of one in interp-src/")->required();
  command->add_option("-o,--output", options->output, "the VM to make")->required();
  command->add_option("--target", options->target, "profile: a file in build-targets/");
  command->add_option("--emit-cpp", options->emit_folder, "keep the generated C++ in this folder");
  command->add_flag("--no-owner-checks", options->no_owner_checks, "measurement only: treat every object as local");
  command->add_option("--jobs", options->jobs, "compilers at once")->check(CLI::Range(1, 64));
  command->callback([options, &status] { status = build(*options); });
}

}  // namespace heddle::driver
