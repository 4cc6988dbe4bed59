#include "runtime/world/move.h"

#include <utility>

#include "runtime/routing/freeze.h"
#include "runtime/routing/request.h"
#include "runtime/routing/sharing.h"
#include "runtime/routing/state.h"
#include "runtime/tasklet/wait.h"
#include "runtime/world/stop.h"

namespace hd {

namespace {

constexpr std::int64_t longest_wait = 2'000'000'000;  // nanoseconds, for the world to stop
constexpr int little_patience = 20;                   // of those that nobody waits for
constexpr std::int64_t rest_factor = 64;              // they take at most this part of the time

/// As std.sharing numbers them.
enum MoveResult : std::uint8_t { moved, ended, stays, too_busy };

MoveResult check(const Context* from, const ContextHandle* to, const Object* object) {
  if (to->ending.load(std::memory_order_relaxed)) return ended;  // all stand still
  const ClassInfo& info = from->isolate->language->classes[object->class_id()];
  const bool can = info.sharing == ClassSharing::owned && info.kind == ClassKind::fixed && !info.stays &&
                   !is_frozen(object) && !from->heap->is_special(object);
  return can ? moved : stays;
}

/// `part` is looked after by `to`.
void pass_on(Context* from, Context* to, Object* part) {
  Heap& home = *home_of(part)->heap;
  home.export_object(part);
  from->heap->remove_guest(part);
  home.set_away(part, &home != to->heap);
  if (&home != to->heap) to->heap->add_guest(part);
}

/// The world is stopped.
void move_now(Context* from, Context* to, Object* object) {
  std::vector<Object*> state = {object};
  visit_state(
      from, object, [&](Object* part) { state.push_back(part); },
      [&](Object* other) { export_value(from, Value::object(other)); });
  for (Object* part : state) pass_on(from, to, part);
  Isolate* isolate = from->isolate;
  isolate->any_moved.store(true, std::memory_order_relaxed);  // before the world goes on
  const std::lock_guard guard(isolate->lock);
  if (home_of(object) == to)
    isolate->moved.erase(object);
  else
    isolate->moved[object] = to;
  back_off(object);
  object->set_owner(to->id);
  ++to->stats.moved;
}

MoveResult make_move(Context* cx, const Move& move) {
  if (!move.to) {
    if (home_of(move.object) != cx) export_value(cx, move.value);
    static_cast<Array*>(move.object)->items<Value>()[move.element] = move.value;
    return moved;
  }
  Context* from = server_of(move.to->context->isolate, move.object);
  const MoveResult result = check(from, move.to, move.object);
  if (result == moved && from != move.to->context) move_now(from, move.to->context, move.object);
  return result;
}

}  // namespace

void move_object(Context* cx, Value v, ContextHandle* to, std::int64_t ticket) {
  if (!v.is_object()) {
    cx->current->move_result = stays;
    return wake_here(cx, cx->current, ticket);
  }
  cx->moves.push_back({v.as_object(), to, cx->current, ticket, now(cx->isolate) + longest_wait, 0, Value::nil()});
}

void replace_element(Context* cx, Array* array, std::int64_t i, Value v, std::int64_t ticket) {
  cx->moves.push_back({array, nullptr, cx->current, ticket, now(cx->isolate) + longest_wait, i, v});
}

std::int64_t move_result(Context* cx) { return cx->current->move_result; }

void ask_for_move(Context* cx, const Context* user, Object* object, Use& use) {
  if (use.count < std::uint64_t{cx->isolate->move_after} << std::min(exponent_of(object), max_exponent)) return;
  use.count = 0;
  if (object->owner() == 0 || cx->finished || cx->isolate->language->classes[object->class_id()].stays ||
      now(cx->isolate) < cx->next_move)
    return;
  cx->moves.push_back({object, user->handle, nullptr, 0, 0, 0, Value::nil()});
  cx->poll.store(1, std::memory_order_relaxed);  // read by this thread, at its next safepoint
}

void make_moves(Context* cx) {
  const std::int64_t begin = now(cx->isolate);
  const std::vector<Move> moves = std::exchange(cx->moves, {});
  bool waits = false;
  for (const Move& move : moves) waits = waits || move.asker;
  {
    StoppedWorld world(cx, waits ? StoppedWorld::most_patience : little_patience);
    if (world.stopped()) world.drain();
    for (const Move& move : moves) {
      if (!world.stopped() && begin < move.give_up) {
        cx->moves.push_back(move);
        continue;
      }
      const MoveResult result = world.stopped() ? make_move(cx, move) : too_busy;
      if (!move.asker) continue;
      move.asker->move_result = result;
      wake_here(cx, move.asker, move.ticket);
    }
  }
  if (!waits) {
    const std::int64_t end = now(cx->isolate);
    cx->next_move = end + rest_factor * (end - begin);
  }
  if (!cx->moves.empty()) cx->poll.store(1, std::memory_order_relaxed);  // read by this thread only
  if (HD_UNLIKELY(cx->isolate->observes)) observe_span(cx, "move", begin);
}

Context* server_of_moved(Isolate* isolate, const Object* object) {
  const std::lock_guard guard(isolate->lock);
  const auto found = isolate->moved.find(object);
  return found == isolate->moved.end() ? home_of(object) : found->second;
}

void forget_dead_moves(Isolate* isolate) {
  std::erase_if(isolate->moved, [](const auto& entry) { return !home_of(entry.first)->heap->is_marked(entry.first); });
}

void adopt_guests(Context* to, Context* from) {
  for (Object* guest : from->heap->guests())
    if (guest->owner() == from->id) guest->set_owner(to->id);
  for (auto& [object, owner] : to->isolate->moved)
    if (owner == from) owner = to;
  std::erase_if(to->isolate->moved, [&](const auto& entry) {
    const Context* home = home_of(entry.first);
    return (home == from ? to : home) == entry.second;
  });
}

}  // namespace hd
