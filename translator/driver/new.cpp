#include <cctype>
#include <cstdio>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "translator/driver/commands.h"
#include "translator/driver/files.h"
#include "translator/driver/pipeline.h"
#include "translator/syntax/token.h"

namespace heddle::driver {

namespace {

namespace fs = std::filesystem;

/// The language name for a folder of that path. Throws `Failure` if it is not valid in a description.
std::string language_name(const fs::path& path) {
  const std::string name = path.filename().string();
  bool good = !name.empty() && std::islower(static_cast<unsigned char>(name[0]));
  for (char c : name)
    good = good &&
           (std::islower(static_cast<unsigned char>(c)) || std::isdigit(static_cast<unsigned char>(c)) || c == '_');
  if (!good)
    throw Failure(
        fmt::format("'{}' is not a name for a language: use small letters, digits and '_', a letter first", name),
        exit_usage);
  if (syntax::is_reserved(name))
    throw Failure(fmt::format("'{}' is not a name for a language: it is a keyword of descriptions", name), exit_usage);
  if (name == "std") throw Failure("'std' is not a name for a language: the library is called that", exit_usage);
  return name;
}

std::string replaced(std::string text, const std::string& name) {
  for (std::size_t at = 0; (at = text.find("NAME", at)) != std::string::npos; at += name.size())
    text.replace(at, 4, name);
  return text;
}

int make_language(const std::string& given) {
  fs::path path = given;
  if (!path.has_filename()) path = path.parent_path();  // treat "calc/" as "calc"
  const std::string name = language_name(path);
  if (fs::exists(path)) throw Failure(fmt::format("'{}' is there already", path.string()));
  const fs::path from = fs::path(home_folder()) / "interp-src" / "template";
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    if (!entry.is_regular_file()) continue;
    const fs::path to = path / replaced(fs::relative(entry.path(), from).string(), name);
    make_folders(to.parent_path());
    write_file(to, replaced(read_file(entry.path()), name));
    fmt::print("{}\n", to.string());
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
