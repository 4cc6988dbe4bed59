#include "runtime/system/shell.h"

#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <mutex>
#include <vector>

namespace hd {

namespace {

constexpr int no_shell_status = 127 << 8;  // if the shell cannot be executed

/// The signal actions of the interrupt and quit keys before the first running command. Guarded by `lock`.
struct Keys {
  std::mutex lock;
  int commands = 0;
  struct sigaction interrupt = {}, quit = {};
};
Keys keys;

void ignore_keys() {
  const std::lock_guard guard(keys.lock);
  if (keys.commands++ > 0) return;
  struct sigaction ignored = {};
  ignored.sa_handler = SIG_IGN;
  sigaction(SIGINT, &ignored, &keys.interrupt);
  sigaction(SIGQUIT, &ignored, &keys.quit);
}

void heed_keys() {
  const std::lock_guard guard(keys.lock);
  if (--keys.commands > 0) return;
  sigaction(SIGINT, &keys.interrupt, nullptr);
  sigaction(SIGQUIT, &keys.quit, nullptr);
}

/// Running commands that no thread waits for. A new command reaps those that have ended, so that no zombie outlives the
/// next os.execute; CPython's subprocess module does the same.
struct Abandoned {
  std::mutex lock;
  std::vector<pid_t> processes;  // guarded by `lock`
};
Abandoned abandoned;

void collect_abandoned() {
  const std::lock_guard guard(abandoned.lock);
  std::erase_if(abandoned.processes, [](pid_t process) { return waitpid(process, nullptr, WNOHANG) != 0; });
}

void abandon(pid_t process) {
  const std::lock_guard guard(abandoned.lock);
  abandoned.processes.push_back(process);
}

/// The keys whose default action the command gets: those that this process did not ignore before.
sigset_t keys_of_command() {
  const std::lock_guard guard(keys.lock);
  sigset_t set;
  sigemptyset(&set);
  if (keys.interrupt.sa_handler != SIG_IGN) sigaddset(&set, SIGINT);
  if (keys.quit.sa_handler != SIG_IGN) sigaddset(&set, SIGQUIT);
  return set;
}

}  // namespace

ShellCommand::ShellCommand(const char* text) {
  collect_abandoned();
  ignore_keys();
  const sigset_t set = keys_of_command();
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &set);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  char name[] = "sh", option[] = "-c", end[] = "--";
  char* const arguments[] = {name, option, end, const_cast<char*>(text), nullptr};
  if (posix_spawn(&process_, "/bin/sh", nullptr, &attributes, arguments, environ) != 0) process_ = -1;
  posix_spawnattr_destroy(&attributes);
  if (process_ >= 0) descriptor_ = static_cast<int>(syscall(SYS_pidfd_open, process_, 0));
}

ShellCommand::~ShellCommand() {
  heed_keys();
  if (descriptor_ >= 0) close(descriptor_);
  if (process_ >= 0) abandon(process_);
}

std::int64_t ShellCommand::wait() {
  if (process_ < 0) return no_shell_status;
  int status = 0;
  if (waitpid(process_, &status, 0) < 0) return -1;
  process_ = -1;
  return status;
}

}  // namespace hd
