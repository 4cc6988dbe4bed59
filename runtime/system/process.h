// Ending the process: from any thread, whatever the others are doing.
#pragma once
#include <cstdint>

namespace hd {

struct Context;

/// Prints and writes what the isolate's options ask for, flushes the streams, and ends the process. Any thread,
/// whatever the others are doing. Called by the thread acting for `cx`. Does not return.
[[noreturn]] void end_process(Context* cx, std::int64_t status);
/// The description language's `exit_process`. Called by the thread acting for `cx`.
void exit_process(Context* cx, std::int64_t status);

}  // namespace hd
