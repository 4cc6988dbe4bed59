// "Did you mean ...?": the known name that a misspelt one is closest to.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace heddle::source {

/// The candidate closest to `name`, or "" when none is close enough to be meant: about one wrong, missing, superfluous
/// or swapped letter in three. Upper and lower case count as the same letter. Of equally close ones the first wins.
std::string closest(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace heddle::source
