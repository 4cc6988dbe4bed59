#include "translator/source/diagnostic.h"

namespace heddle::source {

Diagnostic& DiagnosticSink::report(Severity severity, Span span, std::string message, std::string restriction) {
  // Without a place, two reports are the same mistake only if their messages are equal.
  auto key = std::make_tuple(severity, span.file, span.begin, span.end, span.valid() ? std::string() : message);
  if (!seen_.insert(std::move(key)).second) {
    dropped_ = {};
    return dropped_;
  }
  if (severity == Severity::error) ++errors_;
  diagnostics_.push_back({severity, span, std::move(message), std::move(restriction), {}});
  return diagnostics_.back();
}

}  // namespace heddle::source
