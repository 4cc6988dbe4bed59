// Files other than descriptions, and failures that neither the description nor heddle causes: a full disk, a missing
// permission, a tool that is not installed.
#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>

#include "translator/driver/pipeline.h"

namespace heddle::driver {

/// Ends the command: `main` prints "heddle: ..." and exits with the status.
class Failure : public std::runtime_error {
 public:
  explicit Failure(const std::string& message, ExitStatus status = exit_input)
      : std::runtime_error(message), status_(status) {}
  ExitStatus status() const { return status_; }

 private:
  ExitStatus status_;
};

std::string read_file(const std::filesystem::path& path);

/// Writes the whole text or throws `Failure`. Replaces an existing file atomically, so that a full disk leaves the old
/// text rather than half of the new.
void write_file(const std::filesystem::path& path, const std::string& text);

void make_folders(const std::filesystem::path& path);

/// Returns true if a program of that name is on PATH.
bool have_program(const std::string& name);

}  // namespace heddle::driver
