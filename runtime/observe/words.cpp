#include "runtime/observe/words.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <set>

#include "runtime/state/context.h"

namespace hd {

namespace {

constexpr std::size_t shown = 10, places_shown = 3;

/// The counts of all contexts for one object, or for the objects of one home.
struct Sum {
  std::uint16_t class_id = 0, owner = 0;
  std::int64_t first_used = 0;
  std::string first_place;
  Deeds deeds = {};
  std::set<std::uint16_t> users;
  std::uint64_t operations = 0;
  std::map<std::pair<const MethodInfo*, std::string>, std::uint64_t> places;
};

void add(Deeds& sum, const Deeds& deeds, std::int64_t end) {
  for (std::size_t i = 0; i < number_of_deeds; ++i) {
    const std::int64_t last = deeds[i].since ? end - deeds[i].since : 0;  // it goes on
    sum[i].times += deeds[i].times;
    sum[i].total += deeds[i].total + last;
    sum[i].longest = std::max({sum[i].longest, deeds[i].longest, last});
  }
}

void add(Sum& sum, const ObjectTally& tally, const Context* cx, std::int64_t end) {
  sum.class_id = tally.class_id;
  add(sum.deeds, tally.deeds, end);
  if (!tally.first_used) return;
  sum.users.insert(cx->id);
  if (sum.first_place.empty() || tally.first_used < sum.first_used) {
    sum.first_used = tally.first_used;
    sum.first_place = cx->observed.places[tally.first_place];
    sum.owner = tally.owner;
  }
  for (const auto& [key, count] : tally.operations) {
    sum.operations += count;
    sum.places[{key.first, cx->observed.places[key.second]}] += count;
  }
}

std::map<ObjectKey, Sum> objects_of(const Isolate* isolate, std::int64_t end) {
  std::map<ObjectKey, Sum> sums;
  for (const Context* cx : isolate->contexts) {
    if (!cx) continue;
    for (const auto& [key, tally] : cx->observed.objects) add(sums[key], tally, cx, end);
  }
  return sums;
}

std::map<std::uint16_t, Sum> homes_of(const Isolate* isolate, std::int64_t end) {
  std::map<std::uint16_t, Sum> sums;
  for (const Context* cx : isolate->contexts) {
    if (!cx) continue;
    add(sums[cx->id].deeds, cx->observed.home, end);
    for (const auto& [key, count] : cx->observed.routed) {
      const auto& [owner, method, place] = key;
      Sum& sum = sums[owner];
      sum.users.insert(cx->id);
      sum.operations += count;
      sum.places[{method, cx->observed.places[place]}] += count;
    }
  }
  for (auto& [id, sum] : sums) sum.owner = id;
  return sums;
}

template <class Key>
std::vector<Sum> hottest(std::map<Key, Sum> sums) {
  std::vector<Sum> all;
  for (auto& [key, sum] : sums)
    if (sum.operations > 0) all.push_back(std::move(sum));
  std::sort(all.begin(), all.end(), [](const Sum& a, const Sum& b) {
    return a.operations != b.operations ? a.operations > b.operations : a.first_used < b.first_used;
  });
  if (all.size() > shown) all.resize(shown);
  return all;
}

std::string time_text(std::int64_t nanoseconds) {
  struct Unit {
    double length;
    const char* name;
  };
  constexpr Unit units[] = {{1e9, "s"}, {1e6, "ms"}, {1e3, "us"}, {1, "ns"}};
  const auto* unit = std::find_if(std::begin(units), std::end(units) - 1,
                                  [&](const Unit& u) { return static_cast<double>(nanoseconds) >= u.length; });
  char text[32];
  std::snprintf(text, sizeof text, "%.3g %s", static_cast<double>(nanoseconds) / unit->length, unit->name);
  return text;
}

std::string counted(std::uint64_t n, const char* what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); }

std::string times_text(std::uint64_t n) { return n == 1 ? "once" : n == 2 ? "twice" : std::to_string(n) + " times"; }

/// In words what each deed is, and what its time says.
struct Words {
  Deed deed;
  const char* done;
  const char* time;  // null: it has none
};

constexpr Words of_objects[] = {
    {Deed::in_place, "worked on in place", "in all"}, {Deed::sent, "asked for by request", "of waiting"},
    {Deed::shared, "read-shared", "in all"},          {Deed::taken_back, "taken back", "of hand-shakes"},
    {Deed::borrowed, "borrowed", "in all"},           {Deed::moved, "moved to another context", "of moving"}};
constexpr Words of_homes[] = {{Deed::held, "held", "in all"},
                              {Deed::turn, "given to others in turns", "in all"},
                              {Deed::own_turn, "in turns of its own", "in all"},
                              {Deed::leased, "leased", "in all"},
                              {Deed::waited, "had operations wait for the end of a turn", nullptr}};

template <std::size_t n>
void print_deeds(const Deeds& deeds, const Words (&words)[n]) {
  const char* separator = "      ";
  for (const auto& [deed, done, time] : words) {
    const Span& span = deeds[static_cast<std::size_t>(deed)];
    if (!span.times) continue;
    std::fprintf(stderr, "%s%s %s", separator, done, times_text(span.times).c_str());
    if (time) std::fprintf(stderr, " (%s %s", time_text(span.total).c_str(), time);
    if (time && span.times > 1) std::fprintf(stderr, ", the longest %s", time_text(span.longest).c_str());
    if (time) std::fputs(")", stderr);
    separator = ", ";
  }
  if (*separator == ',') std::fputs("\n", stderr);
}

void print_places(const Sum& sum) {
  std::vector<std::pair<std::uint64_t, std::pair<const MethodInfo*, std::string>>> rows;  // the most frequent first
  for (const auto& [place, count] : sum.places) rows.push_back({count, place});
  std::sort(rows.rbegin(), rows.rend());
  if (rows.size() > places_shown) rows.resize(places_shown);
  for (const auto& [count, place] : rows)
    std::fprintf(stderr, "      %s at %s: %s, %s\n", place.first->writes ? "written" : "read", place.second.c_str(),
                 place.first->name, times_text(count).c_str());
}

}  // namespace

void print_sharing(const Isolate* isolate) {
  const std::int64_t end = now(isolate);
  const std::vector<Sum> objects = hottest(objects_of(isolate, end)), homes = hottest(homes_of(isolate, end));
  if (homes.empty()) return;
  std::fputs("objects that contexts used most without owning them:\n", stderr);
  for (const Sum& sum : objects) {
    std::fprintf(stderr, "  %s of context %u: %s of %s, the first at %s\n",
                 isolate->language->classes[sum.class_id].name, unsigned{sum.owner},
                 counted(sum.operations, "operation").c_str(), counted(sum.users.size(), "context").c_str(),
                 sum.first_place.c_str());
    print_deeds(sum.deeds, of_objects);
    print_places(sum);
  }
  std::fputs("homes whose objects others used most:\n", stderr);
  for (const Sum& sum : homes) {
    std::fprintf(stderr, "  context %u: %s of %s\n", unsigned{sum.owner}, counted(sum.operations, "operation").c_str(),
                 counted(sum.users.size(), "context").c_str());
    print_deeds(sum.deeds, of_homes);
    print_places(sum);
  }
  std::uint64_t beyond = 0;
  for (const Context* cx : isolate->contexts)
    if (cx) beyond += cx->observed.beyond;
  if (beyond > 0) std::fprintf(stderr, "not told apart: %s on further objects\n", counted(beyond, "operation").c_str());
}

}  // namespace hd
