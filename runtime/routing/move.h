// Objects that change owner: because the guest asks for it (world/change.h), or because one foreign context does
// nearly all the work on them.
//
// The object stays where it is and keeps its identity: what changes is the owner in its header, and which heap traces
// its state. The former owner exports everything the state refers to and stops tracing it; the new owner's heap has the
// object and its parts as wards (gc/heap.h). The moving thread acts for both. The former owner forwards requests that
// were in flight to it. Emerald moved objects by copying them (Jul et al., TOCS 1988); in one address space only the
// owner has to be found. Model: move.pml.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

struct Isolate;

/// The context that carries out operations on an owned object: its home, unless the object moved. Any thread that acts
/// for a context of the isolate. The object may move at any time: check again once acting for the server.
Context* server_of(Isolate* isolate, const Object* object);

/// Returns true if the object can move, provided that its owner and its sharing state allow it. Called by the thread
/// acting for `from`, its owner.
bool may_move(const Context* from, const Object* object);
/// Moves the object. The caller acts for both; `from` owns it, nobody reads it in place, and none of its methods runs.
void move_now(Context* from, Context* to, Object* object);

// With the world stopped:
/// Drops the entries of dead objects. Called after a trace.
void forget_dead_moves(Isolate* isolate);
/// Makes `to` the owner of what `from` owns in other heaps. Called before the heaps are merged.
void adopt_wards(Context* to, Context* from);

}  // namespace hd
