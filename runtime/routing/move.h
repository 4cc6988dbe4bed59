// Objects that change their owner: because the guest says so (world/change.h), or because one foreign context does
// nearly all the work on them.
//
// The object stays where it is, and so does its identity: what changes is the owner in its header, and which heap looks
// after its state. The former owner exports all that the state refers to and looks at it no more, the new one has the
// object and its parts as guests (gc/heap.h). Whoever moves it acts for both. A request that is on its way to the
// former owner meanwhile is forwarded by that one. Emerald moved objects by copying them (Jul et al., TOCS 1988); with
// one address space only the owner has to be found. Model: move.pml.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct Isolate;

/// The context that carries out what is asked of an owned object: mostly its home, else who it moved to. Any thread
/// that acts for a context of the isolate. An object may move at once: look again when acting for the server.
Context* server_of(Isolate* isolate, const Object* object);

/// Whether the object could move if its owner and the state it is in allow it. Acting for `from`, its owner.
bool may_move(const Context* from, const Object* object);
/// Acting for both; `from` is its owner, nobody reads it in place, and no method of it runs.
void move_now(Context* from, Context* to, Object* object);

// In a stopped world:
/// After a trace.
void forget_dead_moves(Isolate* isolate);
/// What `from` owns of other heaps is owned by `to`; before the heaps become one.
void adopt_wards(Context* to, Context* from);

}  // namespace hd
