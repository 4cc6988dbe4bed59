// Open C streams by handle. Any thread. A stream lives as long as somebody uses it: closing takes the handle away at
// once, and the stream itself closes with the last call on it, which may be outside of its context.
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

/// May a call on the descriptor take long? Not on a regular file.
inline bool may_block(int fd) {
  struct stat about;
  return fstat(fd, &about) != 0 || !S_ISREG(about.st_mode);
}

/// One stream, and what is known of it since it was opened.
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
  /// A process is at its other end.
  bool pipe() const { return pipe_; }
  /// A read may wait.
  bool blocks() const { return blocks_; }
  bool terminal() const { return terminal_; }
  /// Nobody else uses it. 0, what pclose says, or -1 with errno.
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
  /// Those that are open.
  std::vector<Use> all() {
    const std::lock_guard guard(lock_);
    std::vector<Use> open;
    for (const Use& stream : open_)
      if (stream) open.push_back(stream);
    return open;
  }
  /// Null: closed.
  Use use(std::int64_t handle) {
    const std::lock_guard guard(lock_);
    return is_handle(handle) ? open_[static_cast<std::size_t>(handle)] : nullptr;
  }
  /// The handle names nothing from now on. Null: it did not before either.
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
