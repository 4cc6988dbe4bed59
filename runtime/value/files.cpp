#include "runtime/value/files.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <vector>

#include "runtime/value/object.h"

namespace hd {

namespace {

/// Open streams by handle. Behind one lock; the streams themselves are C's.
class Streams {
 public:
  static Streams& instance() {
    static auto* streams = new Streams;  // used until the process ends
    return *streams;
  }
  std::int64_t add(std::FILE* file, bool pipe) {
    const std::lock_guard guard(lock_);
    open_.push_back({file, pipe});
    return static_cast<std::int64_t>(open_.size()) - 1;
  }
  std::FILE* get(std::int64_t handle) {
    const std::lock_guard guard(lock_);
    return handle >= 0 && handle < static_cast<std::int64_t>(open_.size())
               ? open_[static_cast<std::size_t>(handle)].file
               : nullptr;
  }
  bool close(std::int64_t handle) {
    std::FILE* file = get(handle);
    if (!file) return false;
    bool pipe;
    {
      const std::lock_guard guard(lock_);
      pipe = open_[static_cast<std::size_t>(handle)].pipe;
      open_[static_cast<std::size_t>(handle)].file = nullptr;
    }
    return (pipe ? pclose(file) : std::fclose(file)) == 0;
  }

 private:
  struct Stream {
    std::FILE* file;
    bool pipe;
  };
  std::mutex lock_;
  std::vector<Stream> open_{{stdin, false}, {stdout, false}, {stderr, false}};
};

std::FILE* stream(std::int64_t handle) { return Streams::instance().get(handle); }
Str* to_str(Context* cx, const std::string& s) { return new_str(cx, s.data(), s.size()); }

std::int64_t opened(std::FILE* file, bool pipe) {
  return file ? Streams::instance().add(file, pipe) : -static_cast<std::int64_t>(errno ? errno : EIO);
}

Str* line_of(Context* cx, std::FILE* file, bool keep) {
  char* line = nullptr;
  std::size_t room = 0;
  const ssize_t n = getline(&line, &room, file);
  Str* s = nullptr;
  if (n >= 0) s = new_str(cx, line, static_cast<std::size_t>(n - (!keep && n > 0 && line[n - 1] == '\n')));
  std::free(line);
  return s;
}

}  // namespace

Str* file_read_all(Context* cx, Str* path) {
  std::FILE* file = std::fopen(path->data(), "rb");
  if (!file) return nullptr;
  std::string text;
  char buffer[65536];
  std::size_t n;
  while ((n = std::fread(buffer, 1, sizeof buffer, file)) > 0) text.append(buffer, n);
  const bool bad = std::ferror(file) != 0;
  const int why = errno;
  std::fclose(file);
  errno = why;
  return bad ? nullptr : to_str(cx, text);
}

bool file_exists(Context*, Str* path) { return access(path->data(), R_OK) == 0; }
void write_stdout(Context*, Str* s) { std::fwrite(s->data(), 1, s->length, stdout); }

void write_stderr(Context*, Str* s) {
  std::fflush(stdout);
  std::fwrite(s->data(), 1, s->length, stderr);
}

Str* read_line(Context* cx) { return line_of(cx, stdin, false); }

Str* environment(Context* cx, Str* name) {
  const char* v = std::getenv(name->data());
  return v ? new_str(cx, v, std::strlen(v)) : nullptr;
}

Str* last_os_error(Context* cx) { return to_str(cx, std::strerror(errno)); }
std::int64_t last_os_error_code(Context*) { return errno; }
std::int64_t file_open(Context*, Str* path, Str* mode) { return opened(std::fopen(path->data(), mode->data()), false); }
bool file_close(Context*, std::int64_t handle) { return Streams::instance().close(handle); }

bool file_write(Context*, std::int64_t handle, Str* s) {
  std::FILE* file = stream(handle);
  return file && std::fwrite(s->data(), 1, s->length, file) == s->length;
}

Str* file_read(Context* cx, std::int64_t handle, std::int64_t n) {
  std::FILE* file = stream(handle);
  if (!file) return nullptr;
  if (n == 0) {
    const int c = std::fgetc(file);
    if (c == EOF) return nullptr;
    std::ungetc(c, file);
    return new_str(cx, "", 0);
  }
  std::string text;
  char buffer[65536];
  while (n > 0) {
    const std::size_t got =
        std::fread(buffer, 1, static_cast<std::size_t>(std::min<std::int64_t>(n, sizeof buffer)), file);
    if (!got) break;
    text.append(buffer, got);
    n -= static_cast<std::int64_t>(got);
  }
  return text.empty() ? nullptr : to_str(cx, text);
}

Str* file_read_line(Context* cx, std::int64_t handle, bool keep_newline) {
  std::FILE* file = stream(handle);
  return file ? line_of(cx, file, keep_newline) : nullptr;
}

/// The longest text that may be a numeral (at most 200 bytes), as Lua's "n" format reads it.
Str* file_read_number(Context* cx, std::int64_t handle) {
  std::FILE* file = stream(handle);
  if (!file) return nullptr;
  std::string text;
  int c = std::fgetc(file);
  while (c == ' ' || (c >= 9 && c <= 13)) c = std::fgetc(file);
  auto take = [&](const char* set, std::size_t most) {
    std::size_t n = 0;
    while (c != EOF && c && std::strchr(set, c) && n < most && text.size() < 200) {
      text += static_cast<char>(c);
      c = std::fgetc(file);
      ++n;
    }
    return n;
  };
  take("+-", 1);
  const bool hex = take("0", 1) && take("xX", 1);
  const char* digits = hex ? "0123456789abcdefABCDEF" : "0123456789";
  take(digits, 200);
  if (take(".", 1)) take(digits, 200);
  if (take(hex ? "pP" : "eE", 1)) {
    take("+-", 1);
    take("0123456789", 200);
  }
  if (c != EOF) std::ungetc(c, file);
  return text.empty() ? nullptr : to_str(cx, text);
}

std::int64_t file_seek(Context*, std::int64_t handle, std::int64_t whence, std::int64_t offset) {
  std::FILE* file = stream(handle);
  static const int how[] = {SEEK_SET, SEEK_CUR, SEEK_END};
  if (!file || fseeko(file, offset, how[whence]) != 0) return -static_cast<std::int64_t>(errno ? errno : EBADF);
  return ftello(file);
}

bool file_flush(Context*, std::int64_t handle) {
  std::FILE* file = stream(handle);
  return file && std::fflush(file) == 0;
}

bool file_remove(Context*, Str* path) { return std::remove(path->data()) == 0; }
bool file_rename(Context*, Str* from, Str* to) { return std::rename(from->data(), to->data()) == 0; }

Str* temporary_name(Context* cx) {
  char name[] = "/tmp/heddle_XXXXXX";
  const int fd = mkstemp(name);
  if (fd >= 0) close(fd);
  return to_str(cx, name);
}

std::int64_t file_popen(Context*, Str* command, Str* mode) {
  std::fflush(nullptr);
  return opened(popen(command->data(), mode->data()), true);
}

std::int64_t shell_command(Context*, Str* command) {
  std::fflush(nullptr);
  return std::system(command->data());
}

void exit_process(Context*, std::int64_t status) {
  std::fflush(nullptr);
  _exit(static_cast<int>(status));
}

}  // namespace hd
