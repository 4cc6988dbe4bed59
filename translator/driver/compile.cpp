#include "translator/driver/compile.h"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <thread>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace heddle::driver {

namespace {

namespace fs = std::filesystem;

constexpr const char* compiler_name = "clang++-19";

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::optional<fs::path> find_program(const char* name) {
  const char* path = std::getenv("PATH");
  std::stringstream folders(path ? path : "/usr/bin:/bin");
  for (std::string folder; std::getline(folders, folder, ':');) {
    const fs::path candidate = fs::path(folder) / name;
    if (::access(candidate.c_str(), X_OK) == 0 && fs::is_regular_file(candidate)) return candidate;
  }
  return std::nullopt;
}

struct Times {
  timespec changed{};  // of the inode: new for a file that replaces another, even if its own time is old
  std::string text;    // size and both times
};

std::optional<Times> times_of(const std::string& path) {
  struct stat s;
  if (::stat(path.c_str(), &s) != 0) return std::nullopt;
  return Times{s.st_ctim, fmt::format("{} {}.{:09} {}.{:09}", s.st_size, s.st_mtim.tv_sec, s.st_mtim.tv_nsec,
                                      s.st_ctim.tv_sec, s.st_ctim.tv_nsec)};
}

bool later(const timespec& a, const timespec& b) {
  return a.tv_sec != b.tv_sec ? a.tv_sec > b.tv_sec : a.tv_nsec > b.tv_nsec;
}

/// Reads the times of each file once: hundreds of objects depend on the same headers.
class KnownTimes {
 public:
  const std::string& of(const std::string& path) {
    const auto [at, fresh] = known_.try_emplace(path);
    if (fresh)
      if (const auto times = times_of(path)) at->second = times->text;
    return at->second;
  }

 private:
  std::unordered_map<std::string, std::string> known_;
};

struct Job {
  const Compilation* file;
  std::string command;
  std::string stamp;  // first line of its stamp: the command and the identity of its compiler
};

fs::path stamp_of(const fs::path& object) { return object.string() + ".stamp"; }

bool is_fresh(const Job& job, KnownTimes& known) {
  std::ifstream stamp(stamp_of(job.file->object));
  std::string line;
  if (!std::getline(stamp, line) || line != job.stamp) return false;
  if (!std::getline(stamp, line) || line != known.of(job.file->object.string())) return false;
  while (std::getline(stamp, line)) {
    const auto tab = line.find('\t');
    if (tab == std::string::npos || known.of(line.substr(tab + 1)) != line.substr(0, tab)) return false;
  }
  return true;
}

/// Writes the stamp of an object that has just been made, unless a file changed after `begun`.
void write_stamp(const Job& job, const fs::path& dependencies, const timespec& begun) {
  const auto object = times_of(job.file->object.string());
  if (!object) return;
  std::string text = job.stamp + "\n" + object->text + "\n";
  for (const std::string& path : parse_dependencies(read_file(dependencies))) {
    const fs::path whole = fs::absolute(path);
    const auto times = times_of(whole.string());
    if (!times || later(times->changed, begun)) return;
    text += times->text + "\t" + whole.string() + "\n";
  }
  std::ofstream(stamp_of(job.file->object), std::ios::binary) << text;
}

bool run(const Compiler& compiler, const Job& job, const std::string& wrapper) {
  const fs::path& object = job.file->object;
  const fs::path stamp = stamp_of(object), dependencies = object.string() + ".d";
  // An empty stamp is never fresh; its time, from the file system's clock, is when this compilation began.
  std::ofstream(stamp, std::ios::binary).flush();
  std::error_code ignored;
  const auto begun = times_of(stamp.string());
  const std::string command = fmt::format("cd {} && {}{} -MD -MF {}", shell_word(compiler.folder.string()), wrapper,
                                          job.command, shell_word(dependencies.string()));
  if (std::system(command.c_str()) != 0) return false;
  if (begun) write_stamp(job, dependencies, begun->changed);
  fs::remove(dependencies, ignored);
  return true;
}

}  // namespace

std::string shell_word(const std::string& word) {
  std::string quoted = "'";
  for (char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string compiler_identity() {
  static const std::string identity = [] {
    const auto found = find_program(compiler_name);
    if (!found) return std::string();
    const fs::path real = fs::canonical(*found);
    const auto times = times_of(real.string());
    return real.string() + (times ? " " + times->text : "");
  }();
  return identity;
}

int compile_stale(const Compiler& compiler, const std::vector<Compilation>& files) {
  KnownTimes known;
  std::vector<Job> stale;
  for (const Compilation& file : files) {
    const std::string header =
        compiler.precompiled.empty() ? "" : " -include-pch " + shell_word(compiler.precompiled.string());
    const std::string command = fmt::format("{} -std=c++20 {}{} -c {} -o {}", compiler_name, compiler.flags, header,
                                            shell_word(file.source.string()), shell_word(file.object.string()));
    Job job{&file, command, fmt::format("{} in {} by {}", command, compiler.folder.string(), compiler_identity())};
    if (!is_fresh(job, known)) stale.push_back(std::move(job));
  }
  const bool cached = !stale.empty() && compiler.precompiled.empty() && find_program("ccache");
  const std::string wrapper = cached ? "ccache " : "";
  std::atomic<std::size_t> next{0};
  std::atomic<bool> good{true};
  std::vector<std::thread> workers;
  for (int j = 0; j < compiler.jobs; ++j)
    workers.emplace_back([&] {
      // Relaxed: the counter only hands out indices; joining the threads publishes the results.
      for (std::size_t i = next.fetch_add(1, std::memory_order_relaxed); i < stale.size();
           i = next.fetch_add(1, std::memory_order_relaxed))
        if (!run(compiler, stale[i], wrapper)) good.store(false, std::memory_order_relaxed);
    });
  for (auto& worker : workers) worker.join();
  return good.load(std::memory_order_relaxed) ? static_cast<int>(stale.size()) : -1;
}

std::vector<std::string> parse_dependencies(const std::string& rule) {
  std::vector<std::string> paths;
  std::string word;
  auto finish = [&] {
    if (!word.empty()) paths.push_back(std::exchange(word, {}));
  };
  const auto colon = rule.find(": ");
  for (std::size_t at = colon == std::string::npos ? rule.size() : colon + 2; at < rule.size(); ++at) {
    const char c = rule[at], following = at + 1 < rule.size() ? rule[at + 1] : '\0';
    if (c == '\\' && following == '\n') {
      ++at;
      finish();
    } else if ((c == '\\' && (following == ' ' || following == '#')) || (c == '$' && following == '$')) {
      word += following;
      ++at;
    } else if (c == ' ' || c == '\n') {
      finish();
    } else {
      word += c;
    }
  }
  finish();
  return paths;
}

}  // namespace heddle::driver
