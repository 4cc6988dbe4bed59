#include "runtime/routing/move.h"

#include "runtime/routing/export.h"
#include "runtime/routing/freeze.h"
#include "runtime/routing/reach.h"
#include "runtime/routing/sharing.h"
#include "runtime/state/context.h"

namespace hd {

namespace {

/// Makes `to` the keeper of `part`. If its home is neither context, that heap has it marked as away already.
void pass_on(Context* from, Context* to, Object* part) {
  Heap& home = *home_of(part)->heap;
  from->heap->remove_ward(part);
  if (&home != to->heap) to->heap->add_ward(part);
  if (&home != to->heap && &home != from->heap) return;
  home.export_object(part);
  home.set_away(part, &home != to->heap);
}

/// The server of an object that is read-shared or in transition.
Context* server_of_moved(Isolate* isolate, const Object* object) {
  const std::lock_guard guard(isolate->lock);
  const auto found = isolate->moved.find(object);
  return found == isolate->moved.end() ? home_of(object) : found->second;
}

}  // namespace

Context* server_of(Isolate* isolate, const Object* object) {
  const std::uint16_t owner = static_cast<std::uint16_t>(object->low_acquire());  // partner: set_owner
  // The entry of a context that owns something does not change, and the vector is never reallocated.
  if (owner != 0 && owner != owner_in_transition) return isolate->contexts[owner];
  // Relaxed: it is set before the owner that was read above.
  if (HD_LIKELY(!isolate->any_moved.load(std::memory_order_relaxed))) return home_of(object);
  return server_of_moved(isolate, object);
}

bool may_move(const Context* from, const Object* object) {
  const ClassInfo& info = from->isolate->language->classes[object->class_id()];
  return info.sharing == ClassSharing::owned && info.kind == ClassKind::fixed && !info.stays && !is_frozen(object) &&
         !from->heap->is_special(object);
}

void move_now(Context* from, Context* to, Object* object) {
  std::vector<Object*> state = {object};
  const std::size_t references = visit_state(
      from, object, [&](Object* part) { state.push_back(part); },
      [&](Object* other) { export_value(from, Value::object(other)); });
  note_visit(object, references);
  for (Object* part : state) pass_on(from, to, part);
  Isolate* isolate = from->isolate;
  {
    const std::lock_guard guard(isolate->lock);
    if (home_of(object) == to)
      isolate->moved.erase(object);
    else
      isolate->moved[object] = to;
  }
  isolate->any_moved.store(true, std::memory_order_relaxed);  // before the new owner becomes visible
  object->set_owner(to->id);
  ++to->stats.moved;
}

void forget_dead_moves(Isolate* isolate) {
  std::erase_if(isolate->moved, [](const auto& entry) { return !home_of(entry.first)->heap->is_marked(entry.first); });
}

void adopt_wards(Context* to, Context* from) {
  for (Object* guest : from->heap->wards())
    if (guest->owner() == from->id) guest->set_owner(to->id);
  for (auto& [object, owner] : to->isolate->moved)
    if (owner == from) owner = to;
  std::erase_if(to->isolate->moved, [&](const auto& entry) {
    const Context* home = home_of(entry.first);
    return (home == from ? to : home) == entry.second;
  });
}

}  // namespace hd
