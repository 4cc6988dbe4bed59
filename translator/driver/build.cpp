// `heddle build`: description -> C++ -> VM. Compiles in parallel, with ccache if available, and only what changed.
#include "translator/driver/build.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "translator/backend/cpp/emit.h"
#include "translator/driver/cache.h"
#include "translator/driver/commands.h"
#include "translator/driver/compile.h"
#include "translator/driver/files.h"
#include "translator/driver/profile.h"
#include "translator/driver/toolchain.h"

namespace heddle::driver {

namespace {

namespace fs = std::filesystem;

/// Leaves the file alone if it already has this text, so that its object file stays fresh.
void write_if_changed(const fs::path& path, const std::string& text) {
  if (fs::exists(path) && read_file(path) == text) return;
  write_file(path, text);
}

/// Removes what an earlier build generated and this one does not: readers would take it for code of the VM.
void remove_others(const fs::path& folder, const std::vector<cpp::File>& files) {
  std::set<fs::path> names;
  for (const auto& file : files) names.insert(file.name);
  std::vector<fs::path> others;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::string line;
    if (entry.is_regular_file() && !names.contains(entry.path().filename()) &&
        std::getline(std::ifstream(entry.path()), line) && (line + "\n").ends_with(cpp::heading_end))
      others.push_back(entry.path());
  }
  std::error_code ignored;
  for (const fs::path& path : others) fs::remove(path, ignored);
}

/// The sources of the runtime and collector, which every VM is linked with.
std::vector<fs::path> runtime_sources() {
  std::vector<fs::path> paths;
  for (const char* folder : {"gc", "runtime"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(home_folder()) / folder))
      if (entry.path().extension() == ".cpp") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// One object per source, named after it.
std::vector<Compilation> objects_in(const fs::path& folder, const std::vector<fs::path>& sources,
                                    const fs::path& named_from) {
  make_folders(folder);
  std::vector<Compilation> files;
  for (const fs::path& source : sources) {
    std::string name = fs::relative(source, named_from).string();
    std::replace(name.begin(), name.end(), '/', '_');
    files.push_back({source, folder / (name + ".o")});
  }
  return files;
}

/// Compiles what changed in one VM. The runtime is the same for all VMs of a profile: it is compiled once, in a folder
/// that they share.
class Builder {
 public:
  Builder(const BuildOptions& options, const Profile& profile, const fs::path& work)
      : options_(options), profile_(profile), work_(work) {
    flags_ = profile.compile + (options.no_owner_checks ? " -DHD_NO_OWNER_CHECKS" : "") + " -I" +
             shell_word(home_folder()) + " -Wno-unused-label -fdebug-compilation-dir=." + without(home_folder());
    runtime_ = cached_folder("runtime", options.target, flags_ + "\n" + compiler_identity());
    if (runtime_.empty()) runtime_ = work / "runtime";
    make_folders(runtime_);
  }

  /// Returns the step that failed, "compile" or "link", or null if the VM was built.
  const char* run(const std::vector<fs::path>& generated) {
    if (!precompile_header()) return "compile";
    const Compiler compiler{flags_ + " -I" + shell_word(work_.string()) + without(work_), fs::current_path(),
                            options_.jobs, header_};
    if (!compile(compiler, objects_in(work_ / "objects", generated, work_))) return "compile";
    const FolderLock others_wait(runtime_);  // prevents recompilation of the runtime while it is linked
    if (!compile({flags_, home_folder(), options_.jobs, header_},
                 objects_in(runtime_, runtime_sources(), home_folder())))
      return "compile";
    return link() ? nullptr : "link";
  }

  std::string summary() const { return fmt::format("{} of {} files compiled", compiled_, objects_.size()); }

 private:
  /// Makes the paths in the VM, which debuggers read, relative to that folder: a VM does not reveal where it was built.
  static std::string without(const fs::path& folder) {
    return " -ffile-prefix-map=" + shell_word((folder / "").string()) + "=";
  }

  bool precompile_header() {
    if (!profile_.precompiled) return true;
    const FolderLock others_wait(runtime_);
    header_ = runtime_ / "runtime.pch";
    return compile_stale({flags_ + " -x c++-header", home_folder(), 1},
                         {{fs::path(home_folder()) / "runtime/runtime.h", header_}}) >= 0;
  }

  bool compile(const Compiler& compiler, const std::vector<Compilation>& files) {
    for (const Compilation& file : files) objects_.push_back(file.object);
    const int compiled = compile_stale(compiler, files);
    compiled_ += compiled;
    return compiled >= 0;
  }

  bool link() const {
    std::string objects;
    for (const fs::path& object : objects_) objects += " " + shell_word(object.string());
    const std::string command = fmt::format("clang++-19 {} -fuse-ld=lld-19 -o {}{} -lpthread -lm", profile_.link,
                                            shell_word(options_.output), objects);
    return std::system(command.c_str()) == 0;
  }

  const BuildOptions& options_;
  const Profile& profile_;
  const fs::path& work_;
  fs::path runtime_, header_;
  std::string flags_;
  std::vector<fs::path> objects_;
  int compiled_ = 0;
};

cpp::Options emit_options(const BuildOptions& options, const Profile& profile) {
  cpp::Options emit;
  emit.tests = options.tests;
  emit.line_directives = profile.lines;
  return emit;
}

}  // namespace

int build(const BuildOptions& options, Translation& t) {
  const auto begin = std::chrono::steady_clock::now();
  auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); };
  const Profile profile = read_profile(options.target);
  const auto files = cpp::emit(t.program, ir::assign_layout(t.program), t.sources, emit_options(options, profile));
  const fs::path folder = options.emit_folder.empty() ? fs::path(options.output + ".build") / options.target
                                                      : fs::path(options.emit_folder);
  make_folders(folder);
  const fs::path work = fs::absolute(folder);
  const FolderLock others_wait(work);
  remove_others(work, files);
  std::size_t bytes = 0;
  std::vector<fs::path> sources;
  for (const auto& file : files) {
    write_if_changed(work / file.name, file.text);
    bytes += file.text.size();
    if (file.name.ends_with(".cpp")) sources.push_back(work / file.name);
  }
  std::printf("%s: %zu functions, %zu bytes of C++, %.1f s\n", t.program.language.c_str(), t.program.functions.size(),
              bytes, seconds());
  std::fflush(stdout);
  Builder builder(options, profile, work);
  if (const char* failed = builder.run(sources)) {
    check_room(work.string());
    std::fprintf(stderr, "heddle: bug: the generated C++ in %s does not %s\n", work.c_str(), failed);
    return exit_bug;
  }
  std::printf("%s: %s, profile %s, %s, %.1f s\n", t.program.language.c_str(), options.output.c_str(),
              options.target.c_str(), builder.summary().c_str(), seconds());
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
  command->callback([options, &status] {
    check_profile(options->target);
    check_output(options->output);
    check_compiler();
    Translation t;
    status = translate_language(t, options->language) ? build(*options, t) : exit_input;
  });
}

}  // namespace heddle::driver
