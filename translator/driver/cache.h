// Where heddle keeps what it makes again only when it must: compiled runtimes, the translated tests of descriptions.
// Nothing there is needed: removing the folder costs time only.
#pragma once
#include <filesystem>
#include <string>

namespace heddle::driver {

/// HEDDLE_CACHE; else `cache` in the build folder that this heddle lies in; else `heddle` in the user's cache folder.
/// Empty when none of them can be written.
std::filesystem::path cache_folder();

/// A folder in the cache for things of this kind made from these inputs, created if need be; empty without a cache.
/// Folders of that kind that nobody used for weeks are removed.
std::filesystem::path cached_folder(const std::string& kind, const std::string& name, const std::string& inputs);

/// While it lives, no other process has a lock of that folder. It waits for its turn.
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
