#include "translator/source/source_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "translator/source/diagnostic.h"

namespace heddle::source {
namespace {

namespace fs = std::filesystem;

/// Spans are 32 bits wide; a description anywhere near that size is a mistake.
constexpr std::uintmax_t max_file_size = 64u << 20;

std::vector<std::uint32_t> find_lines(std::string_view text) {
  std::vector<std::uint32_t> begins{0};
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\n') begins.push_back(static_cast<std::uint32_t>(at + 1));
  return begins;
}

/// The paths named *.heddle below the folder, except folders of that name. Symbolic links to folders are not followed,
/// so the walk terminates. On failure, `failed_at` is the folder that could not be read.
std::vector<std::string> find_descriptions(const std::string& folder, std::error_code& failure,
                                           std::string& failed_at) {
  std::vector<std::string> paths;
  failed_at = folder;
  const auto end = fs::recursive_directory_iterator();
  for (auto at = fs::recursive_directory_iterator(folder, failure); !failure && at != end; at.increment(failure)) {
    std::error_code ignored;
    if (at->is_directory(ignored))
      failed_at = at->path().string();  // the next step reads this folder
    else if (at->path().extension() == ".heddle")
      paths.push_back(at->path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::error_code last_error() { return {errno ? errno : EIO, std::generic_category()}; }

}  // namespace

FileId SourceMap::add(std::string path, std::string text) {
  auto lines = find_lines(text);
  files_.push_back({std::move(path), std::move(text), std::move(lines)});
  return static_cast<FileId>(files_.size() - 1);
}

FileId SourceMap::load_file(const std::string& path, DiagnosticSink& sink) {
  const auto fail = [&](const std::string& why) {
    sink.error({}, fmt::format("{}: {}", path, why));
    return no_file;
  };
  std::error_code failure, ignored;
  const auto status = fs::status(path, failure);
  if (status.type() == fs::file_type::not_found)
    return fail(fs::is_symlink(path, ignored) ? "leads to a file that is not there" : "no such file");
  if (!fs::status_known(status)) return fail("cannot be read: " + failure.message());
  if (fs::is_directory(status)) return fail("is a folder, not a file");
  if (!fs::is_regular_file(status)) return fail("is not a file with text");
  if (fs::file_size(path, failure) > max_file_size) return fail(fmt::format("larger than {} MB", max_file_size >> 20));
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  std::string text;
  char chunk[1 << 14];
  while (in && text.size() <= max_file_size) {
    in.read(chunk, sizeof chunk);
    text.append(chunk, static_cast<std::size_t>(in.gcount()));
  }
  if (!in.eof()) return fail("cannot be read: " + last_error().message());
  return add(path, std::move(text));
}

std::vector<FileId> SourceMap::load_folder(const std::string& folder, DiagnosticSink& sink) {
  std::error_code failure;
  const auto status = fs::status(folder, failure);
  if (status.type() == fs::file_type::not_found) {
    sink.error({}, fmt::format("{}: no such folder", folder));
    return {};
  }
  if (fs::status_known(status) && !fs::is_directory(status)) {
    sink.error({}, fmt::format("{}: is not a folder", folder));
    return {};
  }
  std::string failed_at;
  const auto paths = find_descriptions(folder, failure, failed_at);
  if (failure) sink.error({}, fmt::format("{}: cannot be read: {}", failed_at, failure.message()));
  if (!failure && paths.empty()) sink.error({}, fmt::format("{}: there are no .heddle files in this folder", folder));
  std::vector<FileId> files;
  for (const auto& path : paths)
    if (const FileId file = load_file(path, sink); file != no_file) files.push_back(file);
  return files;
}

std::vector<FileId> SourceMap::load(const std::string& path, DiagnosticSink& sink) {
  std::error_code failure;
  const auto status = fs::status(path, failure);
  if (!fs::exists(status) || fs::is_directory(status)) return load_folder(path, sink);
  if (fs::path(path).extension() != ".heddle") {
    sink.error({}, fmt::format("{}: is not a description: neither a folder nor a .heddle file", path));
    return {};
  }
  const FileId file = load_file(path, sink);
  return file == no_file ? std::vector<FileId>{} : std::vector<FileId>{file};
}

std::string_view SourceMap::text(Span span) const {
  if (!span.valid()) return {};
  const auto whole = text(span.file);
  const auto begin = std::min<std::size_t>(span.begin, whole.size());
  const auto end = std::min<std::size_t>(std::max(span.begin, span.end), whole.size());
  return whole.substr(begin, end - begin);
}

Place SourceMap::place(FileId file, std::uint32_t offset) const {
  const auto& begins = files_[file].line_begins;
  const auto after = std::upper_bound(begins.begin(), begins.end(), offset);
  const auto line = static_cast<std::size_t>(after - begins.begin());
  return {line, offset - begins[line - 1] + 1};
}

std::string_view SourceMap::line(FileId file, std::size_t line) const {
  const auto rest = text(file).substr(line_begin(file, line));
  auto found = rest.substr(0, rest.find('\n'));
  if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
  return found;
}

std::string SourceMap::show(Span span) const {
  if (!span.valid()) return "";
  const Place at = place(span);
  return fmt::format("{}:{}:{}", path(span.file), at.line, at.column);
}

}  // namespace heddle::source
