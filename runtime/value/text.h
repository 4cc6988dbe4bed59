// Functions of std.text: numbers as text. Called by the thread acting for `cx`.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

Str* format_f64(Context* cx, Str* format, double x);
Str* format_i64(Context* cx, Str* format, std::int64_t i);
double parse_f64(Context* cx, Str* s);
bool parse_f64_ok(Context* cx, Str* s);
std::int64_t find_text(Context* cx, Str* s, Str* needle, std::int64_t from);
/// Faults if either range is out of bounds.
void copy_text(Context* cx, Str* s, std::int64_t from, std::int64_t to, Array* target, std::int64_t at);

}  // namespace hd
