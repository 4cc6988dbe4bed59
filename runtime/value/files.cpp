#include "runtime/value/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "runtime/value/flush.h"
#include "runtime/value/object.h"
#include "runtime/value/perform.h"
#include "runtime/value/shell.h"
#include "runtime/value/streams.h"

namespace hd {

namespace {

Streams::Use stream(std::int64_t handle) { return Streams::instance().use(handle); }
Str* to_str(Context* cx, const std::string& s) { return new_str(cx, s.data(), s.size()); }

std::int64_t opened(std::FILE* file, bool pipe) {
  return file ? Streams::instance().add(file, pipe) : -static_cast<std::int64_t>(errno ? errno : EIO);
}

Text line_of(std::FILE* file, bool keep) {
  char* line = nullptr;
  std::size_t room = 0;
  const ssize_t n = getline(&line, &room, file);
  Text text;
  if (n >= 0) text = std::string(line, static_cast<std::size_t>(n - (!keep && n > 0 && line[n - 1] == '\n')));
  std::free(line);
  return text;
}

Text whole_file(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return std::nullopt;
  std::string text;
  char buffer[65536];
  std::size_t n;
  while ((n = std::fread(buffer, 1, sizeof buffer, file)) > 0) text.append(buffer, n);
  const bool bad = std::ferror(file) != 0;
  const int why = errno;
  std::fclose(file);
  errno = why;
  if (bad) return std::nullopt;
  return text;
}

/// At most n bytes; nothing at the end of the file. With n 0: "" before the end.
Text bytes_of(std::FILE* file, std::int64_t n) {
  if (n == 0) {
    const int c = std::fgetc(file);
    if (c == EOF) return std::nullopt;
    std::ungetc(c, file);
    return "";
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
  if (text.empty()) return std::nullopt;
  return text;
}

/// The longest text that may be a numeral (at most 200 bytes), as Lua's "n" format reads it.
Text number_of(std::FILE* file) {
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
  if (text.empty()) return std::nullopt;
  return text;
}

/// Nothing for a stream that is closed.
template <class Read>
bool read_stream(Context* cx, const Streams::Use& stream, Read read) {
  if (!stream) return perform(cx, false, [] { return Text(); });
  std::FILE* file = stream->file();
  const bool buffered = file->_IO_read_ptr < file->_IO_read_end;  // glibc: then it need not wait for more
  auto call = [stream, read] {
    std::clearerr(stream->file());  // of a read that was interrupted
    return read(stream->file());
  };
  return perform(cx, stream->blocks(), std::move(call), buffered ? -1 : fileno(file));
}

}  // namespace

bool file_read_all(Context* cx, Str* path) {
  struct stat about;
  const bool blocks = stat(path->data(), &about) == 0 && !S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode);
  return perform(cx, blocks, [name = std::string(view(path))] { return whole_file(name); });
}

bool file_exists(Context*, Str* path) { return access(path->data(), R_OK) == 0; }
void write_stdout(Context*, Str* s) {
  static const bool is_watched = may_block(fileno(stdout));  // by a person, or a process at the other end
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
std::int64_t file_open(Context*, Str* path, Str* mode) { return opened(std::fopen(path->data(), mode->data()), false); }

bool file_close(Context* cx, std::int64_t handle) {
  Streams::Use stream = Streams::instance().take(handle);
  if (!stream) return perform(cx, false, [] { return std::int64_t{-1}; });
  // In use by another tasklet or context, it closes behind that; how is then nobody's to know.
  if (stream.use_count() > 1) return perform(cx, false, [] { return std::int64_t{0}; });
  const bool waits = stream->pipe();  // for the process behind it
  return perform(cx, waits, [stream = std::move(stream)] { return stream->close(); });
}

bool file_write(Context* cx, std::int64_t handle, Str* s) {
  const Streams::Use to = stream(handle);
  if (!to || !to->pipe()) {
    result_one(cx, Value::boolean(to && std::fwrite(s->data(), 1, s->length, to->file()) == s->length));
    return false;
  }
  return perform(cx, true, [to, text = std::string(view(s))] {
    return std::fwrite(text.data(), 1, text.size(), to->file()) == text.size();
  });
}

bool file_read(Context* cx, std::int64_t handle, std::int64_t n) {
  return read_stream(cx, stream(handle), [n](std::FILE* file) { return bytes_of(file, n); });
}

bool file_read_line(Context* cx, std::int64_t handle, bool keep_newline) {
  return read_stream(cx, stream(handle), [keep_newline](std::FILE* file) { return line_of(file, keep_newline); });
}

bool file_read_number(Context* cx, std::int64_t handle) {
  return read_stream(cx, stream(handle), [](std::FILE* file) { return number_of(file); });
}

std::int64_t file_seek(Context*, std::int64_t handle, std::int64_t whence, std::int64_t offset) {
  const Streams::Use in = stream(handle);
  static const int how[] = {SEEK_SET, SEEK_CUR, SEEK_END};
  if (!in || fseeko(in->file(), offset, how[whence]) != 0) return -static_cast<std::int64_t>(errno ? errno : EBADF);
  return ftello(in->file());
}

bool file_flush(Context* cx, std::int64_t handle) {
  const Streams::Use to = stream(handle);
  return perform(cx, to && to->pipe(), [to] { return to && std::fflush(to->file()) == 0; });
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
  flush_outputs();
  return opened(popen(command->data(), mode->data()), true);
}

bool shell_command(Context* cx, Str* text) {
  std::fflush(stdout);
  auto command = std::make_shared<ShellCommand>(text->data());
  const int ended = command->descriptor();
  return perform(cx, true, [command = std::move(command)] { return command->wait(); }, ended);
}

void exit_process(Context* cx, std::int64_t status) { end_process(cx->isolate, status); }

}  // namespace hd
