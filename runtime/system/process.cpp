#include "runtime/system/process.h"

#include <unistd.h>

#include <cstdio>
#include <mutex>

#include "runtime/observe/observe.h"
#include "runtime/state/context.h"
#include "runtime/system/flush.h"

namespace hd {

void end_process(Isolate* isolate, std::int64_t status) {
  static std::mutex ending;
  ending.lock();  // never unlocked: a thread that comes later has nothing more to do
  if (isolate->stats) print_statistics(isolate);
  if (isolate->traces && !write_trace(isolate, isolate->trace_path))
    std::fprintf(stderr, "cannot write the trace to '%s'\n", isolate->trace_path.c_str());
  flush_at_exit();
  _exit(static_cast<int>(status));
}

void exit_process(Context* cx, std::int64_t status) { end_process(cx->isolate, status); }

}  // namespace hd
