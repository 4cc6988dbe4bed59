#include "runtime/value/text.h"

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "runtime/code/frames.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

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

Str* format_f64(Context* cx, Str* format, double x) { return print(cx, format->data(), x); }

Str* format_i64(Context* cx, Str* format, std::int64_t i) {
  std::string with_length(view(format));
  with_length.insert(with_length.size() - 1, "ll");
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
