// Diagnostics: what is wrong with a description, kept as data and rendered in one place.
//
// Any stage reports to a `DiagnosticSink`. One mistake yields one message: the sink drops a second report of the same
// severity at the same place, so a stage may repeat what an earlier one has reported.
//
//   sink.error(expr.span, "'total' is touched outside of its object", "owned-access")
//       .note(field.span, "the field is declared here")
//       .note("add a method to Counter");
#pragma once
#include <cstddef>
#include <deque>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "translator/source/source_map.h"
#include "translator/source/span.h"

namespace heddle::source {

enum class Severity { error, warning };

struct Note {
  Span span;  // invalid: no place
  std::string text;
};

struct Diagnostic {
  Severity severity = Severity::error;
  Span span;  // invalid: no place (a missing file)
  std::string message;
  std::string restriction;  // the name of the restriction, or ""
  std::vector<Note> notes;

  Diagnostic& note(Span place, std::string text) {
    notes.push_back({place, std::move(text)});
    return *this;
  }
  Diagnostic& note(std::string text) { return note(Span{}, std::move(text)); }
};

class DiagnosticSink {
 public:
  /// Notes may be added to the result until the next report. (Notes on a dropped duplicate are discarded.)
  Diagnostic& error(Span span, std::string message, std::string restriction = "") {
    return report(Severity::error, span, std::move(message), std::move(restriction));
  }
  Diagnostic& warning(Span span, std::string message, std::string restriction = "") {
    return report(Severity::warning, span, std::move(message), std::move(restriction));
  }

  std::size_t error_count() const { return errors_; }
  bool has_errors() const { return errors_ != 0; }
  bool empty() const { return diagnostics_.empty(); }

  /// In the order they were reported.
  const std::deque<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  Diagnostic& report(Severity severity, Span span, std::string message, std::string restriction);

  std::deque<Diagnostic> diagnostics_;
  std::set<std::tuple<Severity, FileId, std::uint32_t, std::uint32_t, std::string>> seen_;
  Diagnostic dropped_;
  std::size_t errors_ = 0;
};

/// All diagnostics, sorted by file and position, as text for people:
///
///   lua/ops.heddle:12:7: error: 'total' is touched outside of its object [owned-access]
///      12 |   c.total += 1
///         |   ~~^~~~~
///   note: add a method to Counter
std::string render_text(const SourceMap& map, const DiagnosticSink& sink);
std::string render_text(const SourceMap& map, const Diagnostic& diagnostic);

/// "2 errors, 1 warning", or "" if there are none.
std::string render_summary(const DiagnosticSink& sink);

/// A JSON array for tools, one object per diagnostic: severity, message, restriction, file, line, column, end_line,
/// end_column, notes. Ends with a newline.
std::string render_json(const SourceMap& map, const DiagnosticSink& sink);

}  // namespace heddle::source
