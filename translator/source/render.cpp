// Diagnostics as text and as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "translator/source/diagnostic.h"

namespace heddle::source {
namespace {

/// Longer source lines are cut to the part around the place.
constexpr std::size_t widest_line = 160;

std::vector<const Diagnostic*> by_position(const DiagnosticSink& sink) {
  // The index keeps reports at the same position in their original order.
  std::vector<std::tuple<FileId, std::uint32_t, std::size_t>> order;
  for (std::size_t i = 0; i < sink.diagnostics().size(); ++i) {
    const Span span = sink.diagnostics()[i].span;
    order.emplace_back(span.file, span.begin, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<const Diagnostic*> sorted;
  for (const auto& [file, begin, i] : order) sorted.push_back(&sink.diagnostics()[i]);
  return sorted;
}

std::string_view severity_name(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

bool is_utf8_tail(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

/// The source line and the marks under it, built side by side so that they stay aligned.
struct Excerpt {
  std::string source;
  std::string marks;

  void add(char c, char mark) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\t') {
      source += "  ";
      marks.append({mark, mark == '^' ? '~' : mark});
    } else if (byte < 0x20 || byte == 0x7f) {  // shown in hexadecimal: terminals obey control characters
      source += fmt::format("<{:02x}>", byte);
      marks += mark;
      marks.append(3, mark == '^' ? '~' : mark);
    } else {
      source += c;
      if (!is_utf8_tail(c)) marks += mark;
    }
  }
};

Excerpt excerpt(std::string_view line, std::size_t begin, std::size_t end) {
  std::size_t first = 0, last = line.size();
  if (line.size() > widest_line) {
    first = begin > widest_line / 2 ? begin - widest_line / 2 : 0;
    last = std::min(line.size(), first + widest_line);
    while (first > 0 && is_utf8_tail(line[first])) --first;
    while (last < line.size() && is_utf8_tail(line[last])) ++last;
  }
  Excerpt result;
  if (first > 0) result = {"...", "   "};
  for (std::size_t at = first; at < last; ++at)
    result.add(line[at], at == begin ? '^' : at > begin && at < end ? '~' : ' ');
  if (begin >= last) result.marks += '^';
  if (last < line.size()) result.source += "...";
  while (!result.marks.empty() && result.marks.back() == ' ') result.marks.pop_back();
  return result;
}

void render_place(const SourceMap& map, Span span, std::string& out) {
  const Place at = map.place(span);
  const auto line = map.line(span.file, at.line);
  const std::size_t begin = std::min(at.column - 1, line.size());
  const std::size_t end = std::min<std::size_t>(line.size(), begin + (std::max(span.end, span.begin) - span.begin));
  auto [source, marks] = excerpt(line, begin, end);
  while (!source.empty() && source.back() == ' ') source.pop_back();
  out += fmt::format("{:5} |{}{}\n      | {}\n", at.line, source.empty() ? "" : " ", source, marks);
}

void render_one(const SourceMap& map, Span span, std::string_view kind, std::string_view message,
                std::string_view restriction, std::string& out) {
  out += span.valid() ? fmt::format("{}: {}: {}", map.show(span), kind, message) : fmt::format("{}: {}", kind, message);
  if (!restriction.empty()) out += fmt::format(" [{}]", restriction);
  out += '\n';
  if (span.valid()) render_place(map, span, out);
}

nlohmann::ordered_json json_place(const SourceMap& map, Span span) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  if (!span.valid()) return json;
  const Place begin = map.place(span), end = map.place(span.file, std::max(span.begin, span.end));
  json["file"] = map.path(span.file);
  json["line"] = begin.line;
  json["column"] = begin.column;
  json["end_line"] = end.line;
  json["end_column"] = end.column;
  return json;
}

std::string count_of(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace

std::string render_text(const SourceMap& map, const Diagnostic& diagnostic) {
  std::string out;
  render_one(map, diagnostic.span, severity_name(diagnostic.severity), diagnostic.message, diagnostic.restriction, out);
  for (const auto& note : diagnostic.notes) render_one(map, note.span, "note", note.text, "", out);
  return out;
}

std::string render_text(const SourceMap& map, const DiagnosticSink& sink) {
  std::string out;
  for (const Diagnostic* diagnostic : by_position(sink)) out += render_text(map, *diagnostic);
  return out;
}

std::string render_summary(const DiagnosticSink& sink) {
  const std::size_t errors = sink.error_count(), warnings = sink.diagnostics().size() - errors;
  std::string out;
  if (errors != 0) out += count_of(errors, "error");
  if (warnings != 0) out += (out.empty() ? "" : ", ") + count_of(warnings, "warning");
  return out;
}

std::string render_json(const SourceMap& map, const DiagnosticSink& sink) {
  auto all = nlohmann::ordered_json::array();
  for (const Diagnostic* diagnostic : by_position(sink)) {
    nlohmann::ordered_json json = {{"severity", severity_name(diagnostic->severity)},
                                   {"message", diagnostic->message},
                                   {"restriction", diagnostic->restriction}};
    json.update(json_place(map, diagnostic->span));
    json["notes"] = nlohmann::ordered_json::array();
    for (const auto& note : diagnostic->notes) {
      nlohmann::ordered_json entry = {{"message", note.text}};
      entry.update(json_place(map, note.span));
      json["notes"].push_back(std::move(entry));
    }
    all.push_back(std::move(json));
  }
  // Bytes that are not UTF-8 are replaced, so that the output is valid JSON for any input.
  return all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace heddle::source
