#include "translator/backend/cpp/sites.h"

#include <algorithm>

#include <fmt/format.h>

#include "translator/backend/cpp/names.h"

namespace heddle::cpp {

using fmt::format;

std::string Sites::at(source::Span span, int inlined) {
  const std::string place = program_.folders.show(sources_, span);  // "lua/ops/tables.heddle:60:20"
  const std::size_t column = place.rfind(':');
  const std::size_t line = column == place.npos || column == 0 ? place.npos : place.rfind(':', column - 1);
  if (line == place.npos) return format("{}({})", macro("", inlined), quoted(place));
  return format("{}({})", macro(place.substr(0, line + 1), inlined), quoted(place.substr(line + 1)));
}

std::string Sites::macro(const std::string& file, int inlined) {
  std::string& name = names_[{file, inlined}];
  if (!name.empty()) return name;
  const ir::Inline* call = inlined < 0 ? nullptr : &program_.inlines[static_cast<std::size_t>(inlined)];
  const ir::Function& in = call ? program_.function(call->function) : f_;
  const std::string around = call ? " \"\\n\" " + at(call->call, call->outer) : "";
  name = "in_" + plain(in.kind == ir::FunctionKind::op ? in.name.substr(3) : in.name);
  if (const int before = used_[name]++) name += format("_{}", before + 1);
  macros_ += format("#define {}(at) {} at \")\"{}\n", name, quoted(in.name + " (" + file), around);
  return name;
}

}  // namespace heddle::cpp
