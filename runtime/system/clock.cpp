#include "runtime/system/clock.h"

#include <algorithm>
#include <ctime>
#include <string>
#include <string_view>

#include "runtime/value/object.h"

namespace hd {

namespace {

/// Returns false if the year does not fit.
bool break_down(std::int64_t time, bool utc, std::tm& tm) {
  const auto t = static_cast<std::time_t>(time);
  return (utc ? gmtime_r(&t, &tm) : localtime_r(&t, &tm)) != nullptr;
}

/// The position after the conversion whose `%` is at `at`: flags, width, modifier, letter.
std::size_t skip_conversion(std::string_view format, std::size_t at) {
  at = std::min(format.find_first_not_of("_-+^#0123456789", at + 1), format.size());
  if (at < format.size() && (format[at] == 'E' || format[at] == 'O')) ++at;
  return std::min(at + 1, format.size());
}

/// Appends the expansion of one conversion; nothing if it is unreasonably long.
void print_conversion(std::string& out, const std::string& conversion, const std::tm& tm) {
  char text[1024];
  out.append(text, std::strftime(text, sizeof text, conversion.c_str(), &tm));
}

bool fits_int(std::int64_t v) { return v == static_cast<int>(v); }

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
  std::tm tm{};
  if (!break_down(time, utc, tm)) return new_str(cx, "", 0);
  const std::string_view from = view(format);
  std::string out;
  for (std::size_t at = 0; at < from.size();) {
    const std::size_t percent = std::min(from.find('%', at), from.size());
    out.append(from.substr(at, percent - at));
    if (percent == from.size()) break;
    at = skip_conversion(from, percent);
    print_conversion(out, std::string(from.substr(percent, at - percent)), tm);
  }
  return new_str(cx, out.data(), out.size());
}

std::int64_t clock_field(Context* cx, std::int64_t time, std::int64_t field, bool utc) {
  std::tm tm{};
  if (field < 0 || field > 8) fault(cx, "there is no such field", "clock_field");
  if (!break_down(time, utc, tm)) return -1;
  const std::int64_t fields[] = {std::int64_t{tm.tm_year} + 1900,
                                 tm.tm_mon + 1,
                                 tm.tm_mday,
                                 tm.tm_hour,
                                 tm.tm_min,
                                 tm.tm_sec,
                                 tm.tm_wday,
                                 tm.tm_yday,
                                 tm.tm_isdst};
  return fields[field];
}

std::int64_t clock_make(Context*, std::int64_t year, std::int64_t month, std::int64_t day, std::int64_t hour,
                        std::int64_t minute, std::int64_t second, std::int64_t daylight) {
  std::int64_t years, months;
  if (__builtin_sub_overflow(year, 1900, &years) || __builtin_sub_overflow(month, 1, &months)) return -1;
  for (const std::int64_t field : {years, months, day, hour, minute, second})
    if (!fits_int(field)) return -1;
  std::tm tm{};
  tm.tm_year = static_cast<int>(years);
  tm.tm_mon = static_cast<int>(months);
  tm.tm_mday = static_cast<int>(day);
  tm.tm_hour = static_cast<int>(hour);
  tm.tm_min = static_cast<int>(minute);
  tm.tm_sec = static_cast<int>(second);
  tm.tm_isdst = daylight < 0 ? -1 : daylight > 0;
  return std::mktime(&tm);
}

}  // namespace hd
