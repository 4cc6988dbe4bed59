#include "runtime/value/clock.h"

#include <ctime>
#include <string>

#include "runtime/value/object.h"

namespace hd {

namespace {

std::tm broken_down(std::int64_t time, bool utc) {
  const auto t = static_cast<std::time_t>(time);
  std::tm tm{};
  if (utc)
    gmtime_r(&t, &tm);
  else
    localtime_r(&t, &tm);
  return tm;
}

double seconds(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

}  // namespace

std::int64_t clock_time(Context*) { return std::time(nullptr); }
double clock_cpu(Context*) { return seconds(CLOCK_PROCESS_CPUTIME_ID); }
double clock_monotonic(Context*) { return seconds(CLOCK_MONOTONIC); }

Str* clock_format(Context* cx, Str* format, std::int64_t time, bool utc) {
  const std::tm tm = broken_down(time, utc);
  std::string out(view(format).size() * 32 + 128, '\0');
  const std::size_t n = std::strftime(out.data(), out.size(), format->data(), &tm);
  return new_str(cx, out.data(), n);
}

std::int64_t clock_field(Context*, std::int64_t time, std::int64_t field, bool utc) {
  const std::tm tm = broken_down(time, utc);
  const int fields[] = {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
                        tm.tm_sec,         tm.tm_wday,    tm.tm_yday, tm.tm_isdst};
  return fields[field];
}

std::int64_t clock_make(Context*, std::int64_t year, std::int64_t month, std::int64_t day, std::int64_t hour,
                        std::int64_t minute, std::int64_t second, std::int64_t daylight) {
  std::tm tm{};
  tm.tm_year = static_cast<int>(year - 1900);
  tm.tm_mon = static_cast<int>(month - 1);
  tm.tm_mday = static_cast<int>(day);
  tm.tm_hour = static_cast<int>(hour);
  tm.tm_min = static_cast<int>(minute);
  tm.tm_sec = static_cast<int>(second);
  tm.tm_isdst = static_cast<int>(daylight);
  return std::mktime(&tm);
}

}  // namespace hd
