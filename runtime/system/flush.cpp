#include "runtime/system/flush.h"

#include <stdio_ext.h>

#include <cstdio>
#include <ctime>

#include "runtime/system/streams.h"

namespace hd {

namespace {

constexpr long pause_nanoseconds = 1'000'000;
constexpr int patience = 100;  // pauses in total

/// Returns false if another thread is in a call on the stream.
bool flush(std::FILE* file) {
  if (ftrylockfile(file) != 0) return false;
  fflush_unlocked(file);
  funlockfile(file);
  return true;
}

bool can_be_written(std::FILE* file) { return __fwritable(file) != 0; }  // fixed when it is opened

}  // namespace

void flush_outputs() {
  for (const Streams::Use& stream : Streams::instance().all())
    if (can_be_written(stream->file())) flush(stream->file());
}

void flush_at_exit() {
  int pauses = 0;
  for (const Streams::Use& stream : Streams::instance().all()) {
    std::FILE* file = stream->file();
    while (!flush(file) && can_be_written(file) && pauses++ < patience) {
      const timespec length{0, pause_nanoseconds};
      nanosleep(&length, nullptr);
    }
  }
}

}  // namespace hd
