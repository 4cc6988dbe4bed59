// What a VM tells about itself: counters, the places that cause most routing, and a trace for Perfetto.
//
// Everything here is behind one test of `Isolate::observes`; without the options nothing is recorded. Who acts for a
// context records for it; the reports are written by the thread that ends the process.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

struct Context;
struct Isolate;
struct Request;

/// One row of the trace: phase as in the trace event format ('X' a span, 's' and 'f' the ends of an arrow).
struct TraceEvent {
  char phase;
  std::int64_t at, length;  // nanoseconds of the isolate's clock
  const char* name;
  std::uint64_t arrow;
};

/// What one context has recorded.
struct Observations {
  std::map<std::pair<const MethodInfo*, std::string>, std::uint64_t> routed;  // by method and place in the guest
  std::vector<TraceEvent> events;
};

/// `cx` is about to call a method of an object of another context.
void observe_route(Context* cx, const MethodInfo* method);
/// A request leaves `cx`; it arrives at `cx`.
void observe_send(Context* cx, Request* request);
void observe_serve(Context* cx, const Request* request);
/// Something that `cx` did from `begin` until now.
void observe_span(Context* cx, const char* name, std::int64_t begin);

/// Prints counters of all contexts and the places that route most to standard error.
void print_statistics(Isolate* isolate);
/// Writes the trace (JSON, contexts as tracks, requests as arrows). False: the file cannot be written.
bool write_trace(Isolate* isolate, const std::string& path);

}  // namespace hd
