// "Did you mean ...?": finds the known name closest to a misspelt one.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace heddle::source {

/// The candidate closest to `name`, or "" if none is close enough: at most about one letter in three may be wrong,
/// missing, superfluous or swapped. Case is ignored. Among equally close candidates the first wins.
std::string closest(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace heddle::source
