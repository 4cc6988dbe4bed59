// Shell commands that the program waits for, like system(3), but in two steps, so that the wait can be for a
// descriptor. Any thread.
#pragma once
#include <sys/types.h>

#include <cstdint>

namespace hd {

class ShellCommand {
 public:
  /// Starts the command. While any runs, this process ignores the interrupt and quit keys, which are for the command.
  explicit ShellCommand(const char* text);
  ShellCommand(const ShellCommand&) = delete;
  ShellCommand& operator=(const ShellCommand&) = delete;
  /// A command that still runs goes on alone; this process no longer ignores the keys for it.
  ~ShellCommand();

  /// Becomes readable when the command has ended; -1 if the system has no such descriptors.
  int descriptor() const { return descriptor_; }
  /// Waits for the end of the command; call it once. Returns the status of wait(2), or -1 with errno: EINTR if a signal
  /// came first.
  std::int64_t wait();

 private:
  pid_t process_ = -1;  // -1: there is no shell
  int descriptor_ = -1;
};

}  // namespace hd
