// What one context has recorded about itself. Used by observe/. Touched by the thread acting for the context.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

/// One row of the trace. `phase` is as in the Trace Event Format: 'X' a span, 's' and 'f' the ends of an arrow.
struct TraceEvent {
  char phase;
  std::int64_t at, length;  // nanoseconds of the isolate's clock
  const char* name;
  std::uint64_t arrow;
};

/// What the sharing policy does with an object, and then what it does with a home.
enum class Deed : std::uint8_t {
  in_place,
  sent,
  shared,
  taken_back,
  borrowed,
  moved,
  held,
  turn,
  own_turn,
  leased,
  waited,
};
constexpr std::size_t number_of_deeds = static_cast<std::size_t>(Deed::waited) + 1;

/// How often something was done, and for how many nanoseconds in all.
struct Span {
  std::uint64_t times = 0;
  std::int64_t total = 0, longest = 0;
  std::int64_t since = 0;  // when the present one began, if there is one
};
using Deeds = std::array<Span, number_of_deeds>;

/// The number of a guest source location in `Observations::places`.
using Place = std::uint32_t;

/// What one context knows about an object that was used by another context than its owner.
struct ObjectTally {
  std::uint16_t class_id = 0;
  std::uint16_t owner = 0;      // when this context first used it
  std::int64_t first_used = 0;  // by this context, in nanoseconds of the isolate's clock; 0: it did not use it
  Place first_place = 0;
  Deeds deeds = {};
  std::map<std::pair<const MethodInfo*, Place>, std::uint64_t> operations;
};

/// An object, which is only a number here: it may be dead. `death`: 0, or which trace of the world found it dead; its
/// address may have been used again.
using ObjectKey = std::pair<const Object*, std::uint64_t>;

struct Observations {
  std::map<std::tuple<std::uint16_t, const MethodInfo*, Place>, std::uint64_t> routed;  // by owner, method, and place
  std::map<ObjectKey, ObjectTally> objects;
  std::uint64_t beyond = 0;  // operations on objects for which `objects` has no room
  Deeds home = {};           // what was done with this context's objects as a whole
  std::vector<std::string> places;
  std::map<std::string, Place> place_numbers;
  std::map<std::tuple<const Object*, const Object*, std::int64_t>, Place> known;  // by function, code, word; until a
                                                                                  // collection may free them
  std::vector<TraceEvent> events;
};

/// Always counted.
struct Statistics {
  std::uint64_t sent = 0, served = 0, in_place = 0, switches = 0, shared = 0, taken_back = 0, moved = 0, outside = 0,
                take_overs = 0, reclaimed = 0, adopted = 0;
};

}  // namespace hd
