// The functions of std.clock: wall time, CPU time, and dates. Any thread.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

std::int64_t clock_time(Context* cx);
double clock_cpu(Context* cx);
double clock_monotonic(Context* cx);
Str* clock_format(Context* cx, Str* format, std::int64_t time, bool utc);
std::int64_t clock_field(Context* cx, std::int64_t time, std::int64_t field, bool utc);
std::int64_t clock_make(Context* cx, std::int64_t year, std::int64_t month, std::int64_t day, std::int64_t hour,
                        std::int64_t minute, std::int64_t second, std::int64_t daylight);

}  // namespace hd
