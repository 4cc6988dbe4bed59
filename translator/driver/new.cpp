#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "translator/driver/commands.h"
#include "translator/driver/pipeline.h"

namespace heddle::driver {

namespace {

namespace fs = std::filesystem;

bool is_name(const std::string& name) {
  if (name.empty() || !std::islower(static_cast<unsigned char>(name[0]))) return false;
  for (char c : name)
    if (!std::islower(static_cast<unsigned char>(c)) && !std::isdigit(static_cast<unsigned char>(c)) && c != '_')
      return false;
  return true;
}

std::string replaced(std::string text, const std::string& name) {
  for (std::size_t at = 0; (at = text.find("NAME", at)) != std::string::npos; at += name.size())
    text.replace(at, 4, name);
  return text;
}

int make_language(const std::string& path) {
  const std::string name = fs::path(path).filename().string();
  if (!is_name(name)) {
    std::fprintf(stderr, "heddle: '%s' is not a name for a language: use small letters, digits and '_'\n",
                 name.c_str());
    return exit_usage;
  }
  if (fs::exists(path)) {
    std::fprintf(stderr, "heddle: '%s' is there already\n", path.c_str());
    return exit_input;
  }
  const fs::path from = fs::path(home_folder()) / "interp-src" / "template";
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    if (!entry.is_regular_file()) continue;
    const fs::path to = fs::path(path) / replaced(fs::relative(entry.path(), from).string(), name);
    fs::create_directories(to.parent_path());
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    std::ofstream(to, std::ios::binary) << replaced(text.str(), name);
    std::printf("%s\n", to.string().c_str());
  }
  return exit_done;
}

}  // namespace

void add_new(CLI::App& app, int& status) {
  auto path = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("new", "Make a folder for a new language, which builds and passes its test");
  command->add_option("NAME", *path, "name of the language, or a path that ends in it")->required();
  command->callback([path, &status] { status = make_language(*path); });
}

}  // namespace heddle::driver
