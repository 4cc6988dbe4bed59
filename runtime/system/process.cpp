#include "runtime/system/process.h"

#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <mutex>

#include "runtime/observe/observe.h"
#include "runtime/observe/tally.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/sharing.h"
#include "runtime/state/context.h"
#include "runtime/system/flush.h"

namespace hd {

namespace {

/// Makes the contexts stop recording, and waits until each has passed a safepoint since. One that does not, because a
/// builtin runs for long, records nothing there.
void stop_recording(Context* cx) {
  constexpr int most_looks = 1'000, nanoseconds = 50'000;
  Isolate* isolate = cx->isolate;
  isolate->observes.store(false, std::memory_order_relaxed);  // the epoch publishes it
  let_go(cx);
  const std::uint64_t epoch = isolate->epoch.begin();
  for (int looks = 0; !all_have_seen(cx, epoch) && looks < most_looks; ++looks) {
    const timespec length{0, nanoseconds};
    nanosleep(&length, nullptr);
  }
}

}  // namespace

void end_process(Context* cx, std::int64_t status) {
  static std::mutex ending;
  ending.lock();  // never unlocked: a thread that comes later has nothing more to do
  Isolate* isolate = cx->isolate;
  if (observes(cx)) stop_recording(cx);
  if (isolate->stats) print_statistics(isolate);
  if (isolate->traces && !write_trace(isolate, isolate->trace_path))
    std::fprintf(stderr, "cannot write the trace to '%s'\n", isolate->trace_path.c_str());
  flush_at_exit();
  _exit(static_cast<int>(status));
}

void exit_process(Context* cx, std::int64_t status) { end_process(cx, status); }

}  // namespace hd
