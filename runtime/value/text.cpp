#include "runtime/value/text.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "runtime/value/object.h"

namespace hd {

namespace {

constexpr std::size_t most_digits = 4;  // of a width or precision, to keep the output short

/// Skips the digits at `at` and returns the position after them.
std::size_t skip_digits(std::string_view format, std::size_t at) {
  while (at < format.size() && format[at] >= '0' && format[at] <= '9') ++at;
  return at;
}

/// Returns the position after the conversion whose `%` stands just before `at`, or npos if it is not one of
/// `conversions`.
std::size_t skip_conversion(std::string_view format, std::size_t at, std::string_view conversions) {
  constexpr std::size_t npos = std::string_view::npos;
  at = std::min(format.find_first_not_of("-+ #0", at), format.size());
  const std::size_t width = at;
  at = skip_digits(format, at);
  if (at - width > most_digits) return npos;
  if (at < format.size() && format[at] == '.') {
    const std::size_t precision = ++at;
    at = skip_digits(format, at);
    if (at - precision > most_digits) return npos;
  }
  return at < format.size() && conversions.find(format[at]) != npos ? at + 1 : npos;
}

/// Returns where the only conversion in `format` ends. Faults unless there is exactly one, of an allowed kind.
std::size_t conversion_end(Context* cx, std::string_view format, std::string_view conversions, const char* function) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < format.size();) {
    const char c = format[at++];
    if (c == 0) fault(cx, "the format has a zero byte", function);
    if (c != '%') continue;
    if (at < format.size() && format[at] == '%') {
      ++at;
      continue;
    }
    if (end) fault(cx, "the format has more than one conversion", function);
    end = at = skip_conversion(format, at, conversions);
    if (end == std::string_view::npos) fault(cx, "the format has a conversion that is not allowed", function);
  }
  if (!end) fault(cx, "the format has no conversion", function);
  return end;
}

template <class T>
Str* print(Context* cx, const char* format, T v) {
  char small[128];
  const int n = std::snprintf(small, sizeof small, format, v);
  if (n < static_cast<int>(sizeof small)) return new_str(cx, small, static_cast<std::size_t>(n));
  std::string large(static_cast<std::size_t>(n) + 1, '\0');
  std::snprintf(large.data(), large.size(), format, v);
  return new_str(cx, large.data(), static_cast<std::size_t>(n));
}

}  // namespace

Str* format_f64(Context* cx, Str* format, double x) {
  conversion_end(cx, view(format), "aAeEfFgG", "format_f64");
  return print(cx, format->data(), x);
}

Str* format_i64(Context* cx, Str* format, std::int64_t i) {
  const std::size_t end = conversion_end(cx, view(format), "diouxX", "format_i64");
  std::string with_length(view(format));
  with_length.insert(end - 1, "ll");
  return print(cx, with_length.c_str(), static_cast<long long>(i));
}

double parse_f64(Context*, Str* s) { return std::strtod(s->data(), nullptr); }

bool parse_f64_ok(Context*, Str* s) {
  for (const char c : view(s))
    if (c == 'n' || c == 'N') return false;  // "inf" and "nan"
  char* end = nullptr;
  std::strtod(s->data(), &end);
  if (end == s->data()) return false;
  while (std::isspace(static_cast<unsigned char>(*end))) ++end;
  return end == s->data() + s->length;
}

std::int64_t find_text(Context*, Str* s, Str* needle, std::int64_t from) {
  if (from < 0 || from > s->length) return -1;
  const auto at = view(s).find(view(needle), static_cast<std::size_t>(from));
  return at == std::string_view::npos ? -1 : static_cast<std::int64_t>(at);
}

void copy_text(Context* cx, Str* s, std::int64_t from, std::int64_t to, Array* target, std::int64_t at) {
  if (from < 0 || from > to || to > s->length || at < 0 || at > target->length - (to - from))
    fault(cx, "range out of bounds");
  std::memcpy(target->items<char>() + at, s->data() + from, static_cast<std::size_t>(to - from));
}

}  // namespace hd
