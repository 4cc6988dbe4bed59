// Commands that the shell runs while the program waits for them, as system(3), in two steps: so that the wait can be
// for a descriptor. Any thread.
#pragma once
#include <sys/types.h>

#include <cstdint>

namespace hd {

class ShellCommand {
 public:
  /// Starts it. As long as one runs, this process ignores the keys that interrupt and quit: they are the command's.
  explicit ShellCommand(const char* text);
  ShellCommand(const ShellCommand&) = delete;
  ShellCommand& operator=(const ShellCommand&) = delete;
  /// A command that still runs goes on alone, and the keys are this process's again.
  ~ShellCommand();

  /// Can be read once the command has ended; -1: the system has no such descriptors.
  int descriptor() const { return descriptor_; }
  /// Once: waits for its end. The status of wait(2), or -1 with errno: EINTR when a signal came first.
  std::int64_t wait();

 private:
  pid_t process_ = -1;  // -1: there is no shell
  int descriptor_ = -1;
};

}  // namespace hd
