// Which functions are compiled together.
//
// Each compiled file parses the runtime's headers, which takes as long as compiling 150 kB of functions. So a few large
// files are fastest to build from scratch, but a changed function should recompile little. A set that is too large for
// one file is split in two by one bit of the hash of each name, and the halves in turn by the next bit, until all fit.
// Where a name goes depends on nothing else: another function joins one file, which at worst is split, and the other
// files stay as they are. An even distribution would need fewer files, but would change all of them.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace heddle::cpp {

struct Member {
  std::string name;
  std::size_t bytes = 0;
};

/// The members' names, in their order, by the name of their file: `name` if they fit into one, else `name` and the bits
/// that they share, as in "part01". A file exceeds `limit` only if it has a single member.
std::map<std::string, std::vector<std::string>> divide(const std::string& name, const std::vector<Member>& members,
                                                       std::size_t limit);

}  // namespace heddle::cpp
