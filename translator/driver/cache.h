// The cache of things that are expensive to make: compiled runtimes, the translated tests of descriptions. Removing the
// folder is always safe and costs only time.
#pragma once
#include <filesystem>
#include <string>

namespace heddle::driver {

/// HEDDLE_CACHE; else `cache` in the build folder that contains this heddle; else `heddle` in the user's cache folder.
/// Empty if none of them is writable.
std::filesystem::path cache_folder();

/// A folder in the cache for things of this kind made from these inputs, created if necessary; empty if there is no
/// cache. Removes folders of that kind that have been unused for weeks.
std::filesystem::path cached_folder(const std::string& kind, const std::string& name, const std::string& inputs);

/// Holds the lock of a folder, which excludes other processes. The constructor waits for the lock.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace heddle::driver
