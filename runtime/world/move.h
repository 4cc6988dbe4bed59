// Objects that change their owner: because the guest says so, or because one foreign context does nearly all the work
// on them.
//
// The object stays where it is, and so does its identity: what changes is the owner in its header, and which heap looks
// after its state. The former owner exports all that the state refers to and looks at it no more, the new one has the
// object and its parts as guests (gc/heap.h). The world is stopped meanwhile and nothing is on its way, so neither
// requests nor readers ever find an object between two owners. Emerald moved objects by copying them (Jul et al., TOCS
// 1988); with one address space there is nothing to forward.
#pragma once
#include "runtime/context/context.h"

namespace hd {

/// Asks for a move, and wakes the running tasklet, which waits with that ticket, when it was made or cannot be.
void move_object(Context* cx, Value v, ContextHandle* to, std::int64_t ticket);
/// Asks for `array[i] = v` in an array that is immutable but for this; wakes the running tasklet like a move.
void replace_element(Context* cx, Array* array, std::int64_t i, Value v, std::int64_t ticket);
/// Of the running tasklet's last one, as std.sharing numbers it.
std::int64_t move_result(Context* cx);
/// At a safepoint of `cx`: those that were asked for.
void make_moves(Context* cx);

/// `user` has used an object so often that it may be better off as its owner. Acting for `cx`, which is to move it.
void ask_for_move(Context* cx, const Context* user, Object* object, Use& use);
/// Acting for `cx`, and for `home`, which has carried out an operation on its object for `user`; one of them is `cx`.
inline void note_use(Context* cx, Context* home, const Context* user, Object* object) {
  const auto address = reinterpret_cast<std::uintptr_t>(object);
  Use& use = home->uses[(address >> 4 ^ address >> 9) % uses_noted];
  if (use.object != object || use.user != user)
    use = {object, user, 1};
  else if (HD_UNLIKELY(++use.count >= cx->isolate->move_after))
    ask_for_move(cx, user, object, use);
}

/// Of a moved object that is read-shared or taken back.
Context* server_of_moved(Isolate* isolate, const Object* object);

// In a stopped world:
/// After a trace.
void forget_dead_moves(Isolate* isolate);
/// What `from` owns of other heaps is owned by `to`; before the heaps become one.
void adopt_guests(Context* to, Context* from);

}  // namespace hd
