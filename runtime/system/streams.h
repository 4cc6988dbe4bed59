// Open C streams by handle. Any thread. A stream lives as long as it is in use: closing invalidates the handle at once,
// and the stream itself closes after the last call on it, which may be outside of its context.
#pragma once
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace hd {

/// Returns true if a call on the descriptor may take long, as on anything but a regular file.
inline bool may_block(int fd) {
  struct stat about;
  return fstat(fd, &about) != 0 || !S_ISREG(about.st_mode);
}

/// A stream, and properties that are fixed when it is opened.
class Stream {
 public:
  Stream(std::FILE* file, bool pipe)
      : file_(file),
        pipe_(pipe),
        blocks_(may_block(fileno(file))),
        terminal_(blocks_ && !pipe && isatty(fileno(file))) {}
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { close(); }

  std::FILE* file() const { return file_; }
  /// Returns true if a process is at the other end.
  bool pipe() const { return pipe_; }
  /// Returns true if a read may wait.
  bool blocks() const { return blocks_; }
  bool terminal() const { return terminal_; }
  /// Called by the last user. Returns 0, the result of pclose, or -1 with errno.
  std::int64_t close() {
    std::FILE* file = std::exchange(file_, nullptr);
    if (!file) return 0;
    return pipe_ ? pclose(file) : std::fclose(file);
  }

 private:
  std::FILE* file_;
  bool pipe_, blocks_, terminal_;
};

class Streams {
 public:
  using Use = std::shared_ptr<Stream>;

  static Streams& instance() {
    static auto* streams = new Streams;  // used until the process ends
    return *streams;
  }
  std::int64_t add(std::FILE* file, bool pipe) {
    auto stream = std::make_shared<Stream>(file, pipe);
    const std::lock_guard guard(lock_);
    open_.push_back(std::move(stream));
    return static_cast<std::int64_t>(open_.size()) - 1;
  }
  /// All open streams.
  std::vector<Use> all() {
    const std::lock_guard guard(lock_);
    std::vector<Use> open;
    for (const Use& stream : open_)
      if (stream) open.push_back(stream);
    return open;
  }
  /// Null if the handle is closed.
  Use use(std::int64_t handle) {
    const std::lock_guard guard(lock_);
    return is_handle(handle) ? open_[static_cast<std::size_t>(handle)] : nullptr;
  }
  /// Invalidates the handle and returns its stream; null if it was closed already.
  Use take(std::int64_t handle) {
    const std::lock_guard guard(lock_);
    return is_handle(handle) ? std::exchange(open_[static_cast<std::size_t>(handle)], nullptr) : nullptr;
  }

 private:
  bool is_handle(std::int64_t handle) const { return handle >= 0 && handle < static_cast<std::int64_t>(open_.size()); }

  std::mutex lock_;
  std::vector<Use> open_{std::make_shared<Stream>(stdin, false), std::make_shared<Stream>(stdout, false),
                         std::make_shared<Stream>(stderr, false)};
};

}  // namespace hd
