#include "translator/driver/files.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

#include <fmt/format.h>

#include "translator/driver/compile.h"

namespace heddle::driver {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const char* what, const fs::path& path, std::error_code why) {
  throw Failure(fmt::format("{} '{}': {}", what, path.string(), why.message()));
}

std::error_code last_error() { return {errno ? errno : EIO, std::generic_category()}; }

}  // namespace

std::string read_file(const fs::path& path) {
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  if (in) text << in.rdbuf();
  if (in.bad() || !in.is_open()) fail("cannot read", path, last_error());
  return text.str();
}

void write_file(const fs::path& path, const std::string& text) {
  std::error_code error;
  const bool exists = fs::exists(path, error);
  const fs::path target = exists ? fs::canonical(path, error) : path;  // the target of a link, not the link
  if (error) fail("cannot write", path, error);
  if (exists && !fs::is_regular_file(target, error)) throw Failure(fmt::format("'{}' is not a file", path.string()));
  if (exists && ::access(target.c_str(), W_OK) != 0) fail("cannot write", path, last_error());
  fs::path fresh = target;
  fresh += fmt::format(".{}.new", ::getpid());
  errno = 0;
  std::ofstream out(fresh, std::ios::binary);
  out << text;
  out.close();
  if (!out) {
    const std::error_code why = last_error();
    fs::remove(fresh, error);
    fail("cannot write", path, why);
  }
  if (exists) fs::permissions(fresh, fs::status(target, error).permissions(), error);
  fs::rename(fresh, target, error);
  if (!error) return;
  std::error_code ignored;
  fs::remove(fresh, ignored);
  fail("cannot write", path, error);
}

void make_folders(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) fail("cannot make the folder", path, error);
}

bool have_program(const std::string& name) {
  return std::system(("command -v " + shell_word(name) + " >/dev/null 2>&1").c_str()) == 0;
}

}  // namespace heddle::driver
