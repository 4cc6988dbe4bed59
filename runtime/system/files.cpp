#include "runtime/system/files.h"

#include <fcntl.h>
#include <stdio_ext.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "runtime/state/context.h"
#include "runtime/system/flush.h"
#include "runtime/system/perform.h"
#include "runtime/system/shell.h"
#include "runtime/system/streams.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

Streams::Use stream(std::int64_t handle) { return Streams::instance().use(handle); }
Str* to_str(Context* cx, const std::string& s) { return new_str(cx, s.data(), s.size()); }

/// Returns true for the modes of fopen in the C standard. Of the C library's extensions, one makes a wide-character
/// stream, which nothing here can read.
bool is_mode(std::string_view mode) {
  if (mode.empty() || std::string_view("rwa").find(mode[0]) == std::string_view::npos) return false;
  return mode.find_first_not_of("b+", 1) == std::string_view::npos && std::count(mode.begin(), mode.end(), '+') <= 1;
}

std::int64_t opened(std::FILE* file, bool pipe) {
  return file ? Streams::instance().add(file, pipe) : -static_cast<std::int64_t>(errno ? errno : EIO);
}

/// Returns the text, or nothing if no str can hold it.
Text limited(Text text) {
  if (!text || text->size() <= longest_text) return text;
  errno = EFBIG;
  return std::nullopt;
}

Text line_of(std::FILE* file, bool keep) {
  char* line = nullptr;
  std::size_t room = 0;
  const ssize_t n = getline(&line, &room, file);
  Text text;
  if (n >= 0) text = std::string(line, static_cast<std::size_t>(n - (!keep && n > 0 && line[n - 1] == '\n')));
  std::free(line);
  return limited(std::move(text));
}

Text whole_file(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return std::nullopt;
  std::string text;
  char buffer[65536];
  std::size_t n;
  while (text.size() <= longest_text && (n = std::fread(buffer, 1, sizeof buffer, file)) > 0) text.append(buffer, n);
  const bool bad = std::ferror(file) != 0;
  const int why = errno;
  std::fclose(file);
  errno = why;
  if (bad) return std::nullopt;
  return limited(std::move(text));
}

/// Reads at most n bytes. Returns nothing at the end of the file, even if n is 0.
Text bytes_of(std::FILE* file, std::int64_t n) {
  if (n == 0) {
    const int c = std::fgetc(file);
    if (c == EOF) return std::nullopt;
    std::ungetc(c, file);
    return "";
  }
  std::string text;
  char buffer[65536];
  while (n > 0 && text.size() <= longest_text) {
    const std::size_t got =
        std::fread(buffer, 1, static_cast<std::size_t>(std::min<std::int64_t>(n, sizeof buffer)), file);
    if (!got) break;
    text.append(buffer, got);
    n -= static_cast<std::int64_t>(got);
  }
  if (text.empty()) return std::nullopt;
  return limited(std::move(text));
}

/// Collects a numeral byte by byte.
class NumeralReader {
 public:
  explicit NumeralReader(std::FILE* file) : file_(file), next_(std::fgetc(file)) {}

  void skip_blanks() {
    while (next_ == ' ' || (next_ >= '\t' && next_ <= '\r')) next_ = std::fgetc(file_);
  }
  /// Takes the next byte if it is one of `set`.
  bool take(const char* set) {
    if (next_ == EOF || next_ == 0 || !std::strchr(set, next_)) return false;
    if (text_.size() >= longest) {
      too_long_ = true;
      return false;
    }
    text_ += static_cast<char>(next_);
    next_ = std::fgetc(file_);
    return true;
  }
  bool take_all(const char* set) {
    bool some = false;
    while (take(set)) some = true;
    return some;
  }
  /// Returns nothing if the numeral is too long. Leaves what follows it to be read.
  Text finish() {
    if (next_ != EOF) std::ungetc(next_, file_);
    if (too_long_) return std::nullopt;
    return text_;
  }

 private:
  static constexpr std::size_t longest = 200;

  std::FILE* file_;
  int next_;
  bool too_long_ = false;
  std::string text_;
};

/// Reads the longest prefix of a numeral, up to 200 bytes, as Lua's "n" format does.
Text number_of(std::FILE* file) {
  NumeralReader in(file);
  in.skip_blanks();
  in.take("+-");
  const bool zero = in.take("0");
  const bool hex = zero && in.take("xX");
  const char* digits = hex ? "0123456789abcdefABCDEF" : "0123456789";
  bool some = in.take_all(digits) || (zero && !hex);
  if (in.take(".")) some |= in.take_all(digits);
  if (some && in.take(hex ? "pP" : "eE")) {
    in.take("+-");
    in.take_all("0123456789");
  }
  return in.finish();
}

/// Returns what `read` finds. If nothing, errno is 0 at the end of the file, otherwise the reason of the failure.
template <class Read>
Text look_in(std::FILE* file, Read read) {
  std::clearerr(file);
  errno = 0;
  Text text = read(file);
  if (std::ferror(file)) return std::nullopt;
  errno = 0;
  return text;
}

/// Shows a prompt before the wait for its answer. glibc flushes a line-buffered standard output when it refills a
/// stream that is not fully buffered; here the wait for input may come before that call.
void show_prompt(const Stream& from) {
  const bool holds_nothing_back = from.terminal() || __flbf(from.file()) || __fbufsize(from.file()) == 1;
  if (holds_nothing_back && __flbf(stdout)) std::fflush(stdout);
}

/// Returns true if a read may wait. On a write-only stream it fails at once, and no input would ever come.
bool may_wait(const Stream& stream) {
  return stream.blocks() && (fcntl(fileno(stream.file()), F_GETFL) & O_ACCMODE) != O_WRONLY;
}

/// Reads from the stream; fails with EBADF if it is closed.
template <class Read>
bool read_stream(Context* cx, const Streams::Use& stream, Read read) {
  if (!stream) {
    errno = EBADF;
    return perform(cx, false, [] { return Text(); });
  }
  std::FILE* file = stream->file();
  const bool buffered = file->_IO_read_ptr < file->_IO_read_end;  // glibc; the read need not wait
  if (stream->blocks() && !buffered) show_prompt(*stream);
  return perform(
      cx, may_wait(*stream), [stream, read] { return look_in(stream->file(), read); }, buffered ? -1 : fileno(file));
}

}  // namespace

bool file_read_all(Context* cx, Str* path) {
  struct stat about;
  const bool blocks = stat(path->data(), &about) == 0 && !S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode);
  return perform(cx, blocks, [name = std::string(view(path))] { return whole_file(name); });
}

bool file_exists(Context*, Str* path) { return access(path->data(), R_OK) == 0; }
void write_stdout(Context*, Str* s) {
  static const bool is_watched = may_block(fileno(stdout));  // by a person, or by a process at the other end
  std::fwrite(s->data(), 1, s->length, stdout);
  if (is_watched) std::fflush(stdout);
}

void write_stderr(Context*, Str* s) {
  std::fflush(stdout);
  std::fwrite(s->data(), 1, s->length, stderr);
}

bool read_line(Context* cx) {
  return read_stream(cx, stream(0), [](std::FILE* file) { return line_of(file, false); });
}

Str* environment(Context* cx, Str* name) {
  const char* v = std::getenv(name->data());
  return v ? new_str(cx, v, std::strlen(v)) : nullptr;
}

Str* last_os_error(Context* cx) { return to_str(cx, std::strerror(errno)); }
std::int64_t last_os_error_code(Context*) { return errno; }
std::int64_t file_open(Context*, Str* path, Str* mode) {
  if (!is_mode(view(mode))) return -EINVAL;
  return opened(std::fopen(path->data(), mode->data()), false);
}

bool file_close(Context* cx, std::int64_t handle) {
  Streams::Use stream = Streams::instance().take(handle);
  if (!stream) {
    errno = EBADF;
    return perform(cx, false, [] { return std::int64_t{-1}; });
  }
  // A stream that another tasklet or context uses closes after the last user; the result is then unobservable.
  if (stream.use_count() > 1) return perform(cx, false, [] { return std::int64_t{0}; });
  const bool waits = stream->pipe();  // for the process at the other end
  return perform(cx, waits, [stream = std::move(stream)] { return stream->close(); });
}

bool file_write(Context* cx, std::int64_t handle, Str* s) {
  const Streams::Use to = stream(handle);
  if (!to) errno = EBADF;
  if (!to || !to->pipe()) {
    result_one(cx, Value::boolean(to && std::fwrite(s->data(), 1, s->length, to->file()) == s->length));
    return false;
  }
  return perform(cx, true, [to, text = std::string(view(s))] {
    return std::fwrite(text.data(), 1, text.size(), to->file()) == text.size();
  });
}

bool file_read(Context* cx, std::int64_t handle, std::int64_t n) {
  if (n < 0) fault(cx, "negative count", "file_read");
  return read_stream(cx, stream(handle), [n](std::FILE* file) { return bytes_of(file, n); });
}

bool file_read_line(Context* cx, std::int64_t handle, bool keep_newline) {
  return read_stream(cx, stream(handle), [keep_newline](std::FILE* file) { return line_of(file, keep_newline); });
}

bool file_read_number(Context* cx, std::int64_t handle) {
  return read_stream(cx, stream(handle), [](std::FILE* file) { return number_of(file); });
}

bool file_set_buffering(Context* cx, std::int64_t handle, std::int64_t how, std::int64_t size) {
  static const int modes[] = {_IOFBF, _IOLBF, _IONBF};
  if (how < 0 || how > 2) fault(cx, "not a Buffering", "file_set_buffering");
  const Streams::Use to = stream(handle);
  if (!to) {
    errno = EBADF;
    return perform(cx, false, [] { return false; });
  }
  return perform(cx, to->pipe(), [to, mode = modes[how], size] {  // may write what is in the buffer
    return std::setvbuf(to->file(), nullptr, mode, static_cast<std::size_t>(size)) == 0;
  });
}

std::int64_t file_seek(Context* cx, std::int64_t handle, std::int64_t whence, std::int64_t offset) {
  static const int how[] = {SEEK_SET, SEEK_CUR, SEEK_END};
  if (whence < 0 || whence > 2) fault(cx, "whence is not 0, 1 or 2", "file_seek");
  const Streams::Use in = stream(handle);
  if (!in) return -EBADF;
  // Asked without the stream's lock, which a reader that waits on a pipe holds.
  if (lseek(fileno(in->file()), 0, SEEK_CUR) < 0 || fseeko(in->file(), offset, how[whence]) != 0) return -errno;
  return ftello(in->file());
}

bool file_flush(Context* cx, std::int64_t handle) {
  const Streams::Use to = stream(handle);
  if (!to) errno = EBADF;
  return perform(cx, to && to->pipe(), [to] { return to && std::fflush(to->file()) == 0; });
}

bool file_remove(Context*, Str* path) { return std::remove(path->data()) == 0; }
bool file_rename(Context*, Str* from, Str* to) { return std::rename(from->data(), to->data()) == 0; }

Str* temporary_name(Context* cx) {
  char name[] = "/tmp/heddle_XXXXXX";
  const int fd = mkstemp(name);
  if (fd < 0) return to_str(cx, "");
  close(fd);
  return to_str(cx, name);
}

std::int64_t file_popen(Context*, Str* command, Str* mode) {
  if (view(mode) != "r" && view(mode) != "w") return -EINVAL;
  flush_outputs();
  return opened(popen(command->data(), mode->data()), true);
}

bool shell_command(Context* cx, Str* text) {
  std::fflush(stdout);
  auto command = std::make_shared<ShellCommand>(text->data());
  const int ended = command->descriptor();
  return perform(cx, true, [command = std::move(command)] { return command->wait(); }, ended);
}

}  // namespace hd
