#include "translator/source/suggest.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace heddle::source {
namespace {

char folded(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

/// Edit distance from `a` to `b`: insertions, deletions, replacements, and swaps of neighbouring letters.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = folded(a[i - 1]) == folded(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) && folded(a[i - 2]) == folded(b[j - 1]))
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = row;
  }
  return last[b.size()];
}

}  // namespace

std::string closest(std::string_view name, const std::vector<std::string>& candidates) {
  constexpr std::size_t longest = 64;  // longer names are not worth it: the work is quadratic
  std::string best;
  if (name.size() > longest) return best;
  std::size_t least = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    if (candidate == name || candidate.empty() || candidate.size() > longest) continue;
    const std::size_t edits = distance(name, candidate);
    // A name that differs in every letter is not a misspelling.
    if (edits >= least || edits >= std::max(name.size(), candidate.size())) continue;
    best = candidate;
    least = edits;
  }
  return best;
}

}  // namespace heddle::source
