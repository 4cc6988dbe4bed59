#include "translator/driver/toolchain.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "translator/driver/files.h"

namespace heddle::driver {

namespace fs = std::filesystem;

void check_compiler() {
  for (const char* tool : {"clang++-19", "ld.lld-19"})
    if (!have_program(tool))
      throw Failure(
          fmt::format("there is no {} on PATH, which makes the VM from the generated C++: install it with "
                      "scripts/install-deps, or run the description with 'heddle emulate'",
                      tool));
}

void check_output(const std::string& output) {
  const fs::path path = output;
  std::error_code error;
  if (output.empty()) throw Failure("-o needs the name of the VM to make", exit_usage);
  if (fs::is_directory(path, error) || !path.has_filename())
    throw Failure(fmt::format("-o '{}' is a folder: name the file that is to become the VM", output), exit_usage);
  if (fs::exists(path, error) && !fs::is_regular_file(path, error))
    throw Failure(fmt::format("-o '{}' is not a file that can be replaced", output), exit_usage);
  const fs::path folder = path.has_parent_path() ? path.parent_path() : ".";
  make_folders(folder);
  // The linker replaces an existing file with a new one.
  if (::access(folder.c_str(), W_OK) != 0)
    throw Failure(fmt::format("cannot write '{}': {}", output, std::strerror(errno)));
}

void check_room(const std::string& folder) {
  const fs::path probe = fs::path(folder) / ".room";
  write_file(probe, std::string(1 << 20, 'x'));
  std::error_code ignored;
  fs::remove(probe, ignored);
}

}  // namespace heddle::driver
