#include "runtime/observe/observe.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "runtime/observe/words.h"
#include "runtime/state/context.h"

namespace hd {

namespace {

constexpr std::size_t max_events = 1'000'000;  // per context
constexpr std::size_t places_shown = 10;

void record(Context* cx, TraceEvent event) {
  if (cx->isolate->traces && cx->observed.events.size() < max_events) cx->observed.events.push_back(event);
}

void print_counters(const Context* cx) {
  const auto& s = cx->stats;
  const std::pair<const char*, std::uint64_t> counts[] = {{"collections", cx->heap->stats().collections},
                                                          {"bytes live", cx->heap->stats().live_bytes},
                                                          {"requests sent", s.sent},
                                                          {"served", s.served},
                                                          {"served in place", s.in_place},
                                                          {"objects shared", s.shared},
                                                          {"taken back", s.taken_back},
                                                          {"moved", s.moved},
                                                          {"tasklet switches", s.switches},
                                                          {"blocking calls", s.outside},
                                                          {"take-overs", s.take_overs},
                                                          {"reclaims of exports", s.reclaimed},
                                                          {"contexts adopted", s.adopted}};
  std::fprintf(stderr, "context %u:", unsigned{cx->id});
  const char* separator = " ";
  for (const auto& [name, count] : counts) {
    std::fprintf(stderr, "%s%llu %s", separator, static_cast<unsigned long long>(count), name);
    separator = ", ";
  }
  std::fputs("\n", stderr);
}

std::string escaped(const char* text) {
  std::string out;
  for (; *text; ++text) {
    if (*text == '"' || *text == '\\') out += '\\';
    out += *text;
  }
  return out;
}

}  // namespace

void observe_send(Context* cx, std::uint64_t& arrow) {
  static std::atomic<std::uint64_t> arrows{0};
  arrow = arrows.fetch_add(1, std::memory_order_relaxed) + 1;  // only a unique number
  record(cx, {'s', now(cx->isolate), 0, "request", arrow});
}

void observe_serve(Context* cx, std::uint64_t arrow) {
  if (arrow) record(cx, {'f', now(cx->isolate), 0, "request", arrow});
}

void observe_span(Context* cx, const char* name, std::int64_t begin) {
  record(cx, {'X', begin, now(cx->isolate) - begin, name, 0});
}

void print_statistics(Isolate* isolate) {
  const std::lock_guard guard(isolate->lock);
  std::map<std::pair<const MethodInfo*, std::string>, std::uint64_t> routed;
  for (const Context* cx : isolate->contexts) {
    if (!cx) continue;
    print_counters(cx);
    for (const auto& [key, count] : cx->observed.routed)
      routed[{std::get<1>(key), cx->observed.places[std::get<2>(key)]}] += count;
  }
  print_sharing(isolate);
  std::vector<std::pair<std::uint64_t, std::pair<const MethodInfo*, std::string>>> rows;
  for (const auto& [place, count] : routed) rows.push_back({count, place});
  std::sort(rows.rbegin(), rows.rend());
  if (rows.size() > places_shown) rows.resize(places_shown);
  if (!rows.empty()) std::fputs("calls of other contexts' objects, by place:\n", stderr);
  for (const auto& [count, place] : rows)
    std::fprintf(stderr, "%12llu  %s  %s\n", static_cast<unsigned long long>(count), place.second.c_str(),
                 place.first->name);
}

bool write_trace(Isolate* isolate, const std::string& path) {
  std::FILE* out = std::fopen(path.c_str(), "w");
  if (!out) return false;
  const std::lock_guard guard(isolate->lock);
  std::fputs("{\"traceEvents\":[\n", out);
  const char* separator = "";
  for (const Context* cx : isolate->contexts) {
    if (!cx) continue;
    std::fprintf(out,
                 "%s{\"ph\":\"M\",\"pid\":1,\"tid\":%u,\"name\":\"thread_name\",\"args\":{\"name\":\"context %u\"}}",
                 separator, unsigned{cx->id}, unsigned{cx->id});
    separator = ",\n";
    for (const TraceEvent& e : cx->observed.events) {
      std::fprintf(out, ",\n{\"ph\":\"%c\",\"pid\":1,\"tid\":%u,\"ts\":%.3f,\"name\":\"%s\",\"cat\":\"heddle\"",
                   e.phase, unsigned{cx->id}, static_cast<double>(e.at) / 1e3, escaped(e.name).c_str());
      if (e.phase == 'X') std::fprintf(out, ",\"dur\":%.3f}", static_cast<double>(e.length) / 1e3);
      if (e.phase == 's') std::fprintf(out, ",\"id\":%llu}", static_cast<unsigned long long>(e.arrow));
      if (e.phase == 'f') std::fprintf(out, ",\"id\":%llu,\"bp\":\"e\"}", static_cast<unsigned long long>(e.arrow));
    }
  }
  std::fputs("\n]}\n", out);
  return std::fclose(out) == 0;
}

}  // namespace hd
