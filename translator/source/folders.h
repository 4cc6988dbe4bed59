// Names of places for machines that a description's files are not on: paths begin with the name of its folder.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "translator/source/source_map.h"

namespace heddle::source {

class Folders {
 public:
  /// Files in `folder` are shown as if it were called `name`; "": as if they lay nowhere.
  void add(const std::string& folder, const std::string& name);
  /// "mine/ops.heddle:27:10", or "" for no place.
  std::string show(const SourceMap& sources, Span span) const;

 private:
  std::vector<std::pair<std::string, std::string>> names_;  // "path/", what it is shown as
};

}  // namespace heddle::source
