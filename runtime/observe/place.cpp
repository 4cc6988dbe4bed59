#include "runtime/observe/place.h"

#include "runtime/code/inspect.h"
#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

std::string line_of(Context* cx, Code* code, std::int64_t pc) {
  std::string source(view(code->source));
  if (!source.empty() && (source[0] == '@' || source[0] == '=')) source.erase(0, 1);
  return source + ":" + std::to_string(code_line_at(cx, code, pc));
}

}  // namespace

Place place_of(Context* cx) {
  const Value function = cx->base[-3];
  const Native* native = function.is_class(class_native) ? function.as<Native>() : nullptr;
  const CodePlace at = code_place(cx);
  const auto [known, is_new] = cx->observed.known.try_emplace({native, at.code, at.pc}, 0);
  if (!is_new) return known->second;
  std::string text = at.code ? line_of(cx, at.code, at.pc) : "";
  if (native) {
    if (!text.empty()) text += " ";
    text += "(" + std::string(view(native->name)) + ")";
  }
  if (text.empty()) text = "?";
  const auto [number, first] =
      cx->observed.place_numbers.try_emplace(text, static_cast<Place>(cx->observed.places.size()));
  if (first) cx->observed.places.push_back(text);
  return known->second = number->second;
}

void forget_code(Observations& observed) { observed.known.clear(); }

}  // namespace hd
