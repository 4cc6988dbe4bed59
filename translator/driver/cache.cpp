#include "translator/driver/cache.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>

namespace heddle::driver {

namespace {

namespace fs = std::filesystem;

constexpr const char* lock_name = ".lock";
constexpr auto keep_unused = std::chrono::hours(24 * 21);

bool can_write(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  return !error && ::access(folder.c_str(), W_OK | X_OK) == 0;
}

std::vector<fs::path> candidates() {
  if (const char* chosen = std::getenv("HEDDLE_CACHE")) return {chosen};
  std::vector<fs::path> list;
  std::error_code error;
  const fs::path build = fs::read_symlink("/proc/self/exe", error).parent_path().parent_path();
  if (!error && fs::exists(build / "CMakeCache.txt")) list.push_back(build / "cache");
  if (const char* xdg = std::getenv("XDG_CACHE_HOME"); xdg && *xdg == '/') list.push_back(fs::path(xdg) / "heddle");
  if (const char* home = std::getenv("HOME"); home && *home == '/') list.push_back(fs::path(home) / ".cache/heddle");
  return list;
}

/// 128-bit FNV-1a. Only names folders; their contents are checked by their own stamps.
std::string digest(const std::string& text) {
  __extension__ using Wide = unsigned __int128;
  constexpr Wide prime = (Wide{1} << 88) + 0x13b;
  Wide hash = (Wide{0x6c62272e07bb0142} << 64) + 0x62b821756295c58d;
  for (unsigned char c : text) hash = (hash ^ c) * prime;
  return fmt::format("{:016x}{:016x}", static_cast<std::uint64_t>(hash >> 64), static_cast<std::uint64_t>(hash));
}

/// Each use of a folder touches its lock file.
void remove_unused(const fs::path& kind) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(kind, error)) {
    const auto used = fs::last_write_time(entry.path() / lock_name, error);
    if (!error && fs::file_time_type::clock::now() - used > keep_unused) fs::remove_all(entry.path(), error);
  }
}

}  // namespace

fs::path cache_folder() {
  for (const fs::path& folder : candidates())
    if (can_write(folder)) return folder;
  return {};
}

fs::path cached_folder(const std::string& kind, const std::string& name, const std::string& inputs) {
  const fs::path cache = cache_folder();
  if (cache.empty()) return {};
  const fs::path folder = cache / kind / (name + "-" + digest(inputs));
  if (!fs::exists(folder)) remove_unused(cache / kind);
  return can_write(folder) ? folder : fs::path();
}

FolderLock::FolderLock(const fs::path& folder)
    : file_(::open((folder / lock_name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
  if (file_ < 0) return;
  ::futimens(file_, nullptr);
  while (::flock(file_, LOCK_EX) != 0 && errno == EINTR) {
  }
}

FolderLock::~FolderLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace heddle::driver
