#include "runtime/observe/tally.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "runtime/observe/place.h"

namespace hd {

namespace {

constexpr std::size_t most_objects = 1 << 14;  // a context knows

ObjectTally* tally_of(Context* cx, const Object* object) {
  if (!cx->isolate->stats) return nullptr;
  auto& objects = cx->observed.objects;
  const ObjectKey key{object, 0};
  auto found = objects.lower_bound(key);
  if (found == objects.end() || found->first != key) {
    if (objects.size() >= most_objects) return nullptr;
    found = objects.emplace_hint(found, key, ObjectTally{});
  }
  found->second.class_id = object->class_id();
  return &found->second;
}

Span& span_of(Deeds& deeds, Deed deed) { return deeds[static_cast<std::size_t>(deed)]; }

void add(Span& span, std::int64_t length) {
  span.total += length;
  span.longest = std::max(span.longest, length);
}

void begin(Span& span, const Isolate* isolate) {
  ++span.times;
  span.since = now(isolate);
}

bool is_reached(const Object* object) {
  return static_cast<const Context*>(block_of(object)->home)->heap->is_marked(object);
}

void end(Span& span, const Isolate* isolate) {
  if (span.since) add(span, now(isolate) - span.since);
  span.since = 0;
}

}  // namespace

void tally_operation(Context* user, const Context* owner, const Object* object, const MethodInfo* method) {
  if (!user->isolate->stats) return;
  const Place place = place_of(user);
  ++user->observed.routed[{owner->id, method, place}];
  ObjectTally* tally = tally_of(user, object);
  if (!tally) {
    ++user->observed.beyond;
    return;
  }
  if (tally->operations.empty()) {
    tally->owner = owner->id;
    tally->first_used = now(user->isolate);
    tally->first_place = place;
  }
  ++tally->operations[{method, place}];
}

void tally_object(Context* cx, const Object* object, Deed deed, std::int64_t begin) {
  ObjectTally* tally = tally_of(cx, object);
  if (!tally) return;
  Span& span = span_of(tally->deeds, deed);
  ++span.times;
  add(span, now(cx->isolate) - begin);
}

void tally_object_begin(Context* cx, const Object* object, Deed deed) {
  if (ObjectTally* tally = tally_of(cx, object)) begin(span_of(tally->deeds, deed), cx->isolate);
}

void tally_object_end(Context* cx, const Object* object, Deed deed) {
  if (ObjectTally* tally = tally_of(cx, object)) end(span_of(tally->deeds, deed), cx->isolate);
}

void tally_home_begin(Context* home, Deed deed) { begin(span_of(home->observed.home, deed), home->isolate); }
void tally_home_end(Context* home, Deed deed) { end(span_of(home->observed.home, deed), home->isolate); }
void tally_waiting(Context* home) { ++span_of(home->observed.home, Deed::waited).times; }

void tally_deaths(Isolate* isolate) {
  static std::uint64_t deaths = 0;  // guarded by the stopped world
  ++deaths;
  const std::lock_guard guard(isolate->lock);
  for (Context* cx : isolate->contexts) {
    if (!cx) continue;
    forget_code(cx->observed);
    auto& objects = cx->observed.objects;
    std::vector<ObjectKey> dead;
    for (const auto& [key, tally] : objects)
      if (!key.second && !is_reached(key.first)) dead.push_back(key);
    for (const ObjectKey& key : dead) {
      auto node = objects.extract(key);
      node.key().second = deaths;
      objects.insert(std::move(node));
    }
  }
}

}  // namespace hd
