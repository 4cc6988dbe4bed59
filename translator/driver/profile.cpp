#include "translator/driver/profile.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "translator/driver/files.h"
#include "translator/driver/pipeline.h"
#include "translator/source/suggest.h"

namespace heddle::driver {

namespace {

namespace fs = std::filesystem;

fs::path profiles_folder() { return fs::path(home_folder()) / "build-targets"; }

std::vector<std::string> known_profiles() {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(profiles_folder(), error))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

void check_profile(const std::string& name) {
  const auto known = known_profiles();
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  const std::string meant = source::closest(name, known);
  throw Failure(fmt::format("there is no profile '{}'{}; profiles: {}", name,
                            meant.empty() ? "" : fmt::format(", did you mean '{}'?", meant), fmt::join(known, " ")),
                exit_usage);
}

Profile read_profile(const std::string& name) {
  check_profile(name);
  const fs::path path = profiles_folder() / (name + ".toml");
  try {
    const auto table = toml::parse(read_file(path), path.string());
    return {table["compile"].value_or(std::string()), table["link"].value_or(std::string()),
            table["lines"].value_or(false), table["precompiled"].value_or(false)};
  } catch (const toml::parse_error& error) {
    throw Failure(fmt::format("{}:{}: {}", path.string(), error.source().begin.line, std::string(error.description())));
  }
}

}  // namespace heddle::driver
