// What a VM reports about itself: counters, the places that cause most routing, and a trace for Perfetto.
//
// Everything here is guarded by a single test (`observes`, tally.h); without the options nothing is recorded. The
// thread acting for a context records for it; the thread that ends the process writes the reports.
#pragma once
#include <cstdint>
#include <string>

#include "runtime/abi/layout.h"

namespace hd {

struct Isolate;

/// observe_send: a request leaves `cx` and gets a number for its arrow in the trace. observe_serve: it arrives at `cx`.
void observe_send(Context* cx, std::uint64_t& arrow);
void observe_serve(Context* cx, std::uint64_t arrow);
/// Records what `cx` did from `begin` until now.
void observe_span(Context* cx, const char* name, std::int64_t begin);

/// Prints the counters of all contexts, what the sharing policy did (words.h), and the places that route most, to
/// standard error. Nobody records any more.
void print_statistics(Isolate* isolate);
/// Writes the trace (JSON; contexts as tracks, requests as arrows). Returns false if the file cannot be written.
bool write_trace(Isolate* isolate, const std::string& path);

}  // namespace hd
