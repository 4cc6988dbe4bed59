#include "translator/source/folders.h"

#include <fmt/format.h>

namespace heddle::source {

void Folders::add(const std::string& folder, const std::string& name) {
  names_.emplace_back(folder.empty() || folder.ends_with('/') ? folder : folder + '/',
                      name.empty() ? name : name + '/');
}

std::string Folders::show(const SourceMap& sources, Span span) const {
  if (!span.valid()) return "";
  const Place at = sources.place(span);
  std::string shown = sources.path(span.file);
  for (const auto& [folder, name] : names_)
    if (shown.starts_with(folder)) {
      shown.replace(0, folder.size(), name);
      break;
    }
  return fmt::format("{}:{}:{}", shown, at.line, at.column);
}

}  // namespace heddle::source
