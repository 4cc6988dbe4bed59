// The end of the process.
#pragma once
#include <cstdint>

namespace hd {

struct Context;
struct Isolate;

/// Any thread, whatever the others do: the process ends, after what the isolate's options want to be told. Flushes the
/// streams; does not return.
[[noreturn]] void end_process(Isolate* isolate, std::int64_t status);
/// The description language's. Thread context: the thread acting for `cx`.
void exit_process(Context* cx, std::int64_t status);

}  // namespace hd
