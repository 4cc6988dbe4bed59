#include "translator/backend/cpp/divide.h"

#include "translator/backend/cpp/names.h"

namespace heddle::cpp {

namespace {

constexpr int hash_bits = 32;

void divide_from(int bit, const std::string& name, const std::vector<Member>& members, std::size_t limit,
                 std::map<std::string, std::vector<std::string>>& files) {
  std::size_t bytes = 0;
  for (const Member& member : members) bytes += member.bytes;
  if (bytes <= limit || members.size() <= 1 || bit == hash_bits) {
    for (const Member& member : members) files[name].push_back(member.name);
    return;
  }
  std::vector<Member> halves[2];
  for (const Member& member : members) halves[hash(member.name) >> bit & 1].push_back(member);
  for (const char half : {0, 1})
    divide_from(bit + 1, name + static_cast<char>('0' + half), halves[static_cast<int>(half)], limit, files);
}

}  // namespace

std::map<std::string, std::vector<std::string>> divide(const std::string& name, const std::vector<Member>& members,
                                                       std::size_t limit) {
  std::map<std::string, std::vector<std::string>> files;
  divide_from(0, name, members, limit, files);
  return files;
}

}  // namespace heddle::cpp
