// Ending the process: from any thread, whatever the others do.
#pragma once
#include <cstdint>

namespace hd {

struct Context;
struct Isolate;

/// Prints and writes what the isolate's options ask for, flushes the streams, and ends the process. Any thread,
/// whatever the others do. Does not return.
[[noreturn]] void end_process(Isolate* isolate, std::int64_t status);
/// The description language's function. Thread context: the thread acting for `cx`.
void exit_process(Context* cx, std::int64_t status);

}  // namespace hd
