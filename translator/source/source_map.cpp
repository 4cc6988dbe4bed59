#include "translator/source/source_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "translator/source/diagnostic.h"

namespace heddle::source {
namespace {

namespace fs = std::filesystem;

/// Spans are 32 bits wide, and a description anywhere near that is a mistake.
constexpr std::uintmax_t max_file_size = 64u << 20;

std::vector<std::uint32_t> find_lines(std::string_view text) {
  std::vector<std::uint32_t> begins{0};
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\n') begins.push_back(static_cast<std::uint32_t>(at + 1));
  return begins;
}

/// The folder's *.heddle files. Links to folders are not followed, so there are no endless folders.
std::vector<std::string> find_descriptions(const std::string& folder, std::error_code& failure) {
  std::vector<std::string> paths;
  const auto end = fs::recursive_directory_iterator();
  for (auto at = fs::recursive_directory_iterator(folder, failure); !failure && at != end; at.increment(failure)) {
    std::error_code ignored;
    if (at->path().extension() == ".heddle" && at->is_regular_file(ignored)) paths.push_back(at->path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

FileId SourceMap::add(std::string path, std::string text) {
  auto lines = find_lines(text);
  files_.push_back({std::move(path), std::move(text), std::move(lines)});
  return static_cast<FileId>(files_.size() - 1);
}

FileId SourceMap::load_file(const std::string& path, DiagnosticSink& sink) {
  std::error_code failure;
  const auto status = fs::status(path, failure);
  if (!fs::exists(status)) {
    sink.error({}, fmt::format("{}: no such file", path));
    return no_file;
  }
  if (fs::is_directory(status)) {
    sink.error({}, fmt::format("{}: is a folder, not a file", path));
    return no_file;
  }
  if (fs::is_regular_file(status) && fs::file_size(path, failure) > max_file_size) {
    sink.error({}, fmt::format("{}: larger than {} MB", path, max_file_size >> 20));
    return no_file;
  }
  std::ifstream in(path, std::ios::binary);
  std::string text;
  char chunk[1 << 14];
  while (in && text.size() <= max_file_size) {
    in.read(chunk, sizeof chunk);
    text.append(chunk, static_cast<std::size_t>(in.gcount()));
  }
  if (!in.eof()) {
    sink.error({}, fmt::format("{}: cannot be read", path));
    return no_file;
  }
  return add(path, std::move(text));
}

std::vector<FileId> SourceMap::load_folder(const std::string& folder, DiagnosticSink& sink) {
  std::error_code failure;
  if (!fs::is_directory(folder, failure)) {
    sink.error({}, fmt::format("{}: no such folder", folder));
    return {};
  }
  const auto paths = find_descriptions(folder, failure);
  if (failure) sink.error({}, fmt::format("{}: cannot be read: {}", folder, failure.message()));
  if (!failure && paths.empty()) sink.error({}, fmt::format("{}: there are no .heddle files in this folder", folder));
  std::vector<FileId> files;
  for (const auto& path : paths)
    if (const FileId file = load_file(path, sink); file != no_file) files.push_back(file);
  return files;
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
