// Names places for machines that do not have a description's files: paths begin with the name given to their folder.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "translator/source/source_map.h"

namespace heddle::source {

class Folders {
 public:
  /// Shows files in `folder` as if it were called `name`; if `name` is "", their paths are relative to `folder`.
  void add(const std::string& folder, const std::string& name);
  /// "mine/ops.heddle:27:10", or "" if `span` is no place.
  std::string show(const SourceMap& sources, Span span) const;

 private:
  std::vector<std::pair<std::string, std::string>> names_;  // "path/" and the name that replaces it
};

}  // namespace heddle::source
