// What a VM tells about itself: counters, the places that cause most routing, and a trace for Perfetto.
//
// Everything here is behind one test of `Isolate::observes`; without the options nothing is recorded. Who acts for a
// context records for it; the reports are written by the thread that ends the process.
#pragma once
#include <cstdint>
#include <string>

#include "runtime/abi/layout.h"

namespace hd {

struct Isolate;

/// `cx` is about to call a method of an object of another context.
void observe_route(Context* cx, const MethodInfo* method);
/// A request leaves `cx`, and gets a number for its arrow in the trace; it arrives at `cx`.
void observe_send(Context* cx, std::uint64_t& arrow);
void observe_serve(Context* cx, std::uint64_t arrow);
/// Something that `cx` did from `begin` until now.
void observe_span(Context* cx, const char* name, std::int64_t begin);

/// Prints counters of all contexts and the places that route most to standard error.
void print_statistics(Isolate* isolate);
/// Writes the trace (JSON, contexts as tracks, requests as arrows). False: the file cannot be written.
bool write_trace(Isolate* isolate, const std::string& path);

}  // namespace hd
