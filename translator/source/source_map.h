// The files of a description, and the lines and columns of their bytes.
//
// A `SourceMap` owns the text; everything else passes `Span`s. Texts never move or change once added, so views into
// them stay valid as long as the map. Paths are kept as the user spelled them, and messages repeat that spelling.
#pragma once
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "translator/source/span.h"

namespace heddle::source {

class DiagnosticSink;

/// A position as shown to people: line and column count from 1, columns in bytes.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

class SourceMap {
 public:
  /// Adds text that need not come from a file.
  FileId add(std::string path, std::string text);

  /// Reads one file. On failure, reports to the sink and returns `no_file`.
  FileId load_file(const std::string& path, DiagnosticSink& sink);

  /// Reads every *.heddle file below a folder, sorted by path. Reports a missing or empty folder, and any *.heddle
  /// entry that cannot be read.
  std::vector<FileId> load_folder(const std::string& folder, DiagnosticSink& sink);

  /// Reads a folder as above, or a single *.heddle file.
  std::vector<FileId> load(const std::string& path, DiagnosticSink& sink);

  std::size_t size() const { return files_.size(); }
  const std::string& path(FileId file) const { return files_[file].path; }
  std::string_view text(FileId file) const { return files_[file].text; }
  std::string_view text(Span span) const;

  Place place(FileId file, std::uint32_t offset) const;
  Place place(Span span) const { return place(span.file, span.begin); }

  /// The text of a line (counted from 1) without its newline, and the offset of its first byte.
  std::string_view line(FileId file, std::size_t line) const;
  std::uint32_t line_begin(FileId file, std::size_t line) const { return files_[file].line_begins[line - 1]; }

  /// "path:line:column", or "" if `span` is no place.
  std::string show(Span span) const;

  static constexpr FileId no_file = 0xffffffff;

 private:
  struct File {
    std::string path;
    std::string text;
    std::vector<std::uint32_t> line_begins;
  };
  std::deque<File> files_;  // a deque, so that texts never move
};

}  // namespace heddle::source
