// What the sharing policy does with objects and homes, for `--vm-stats`.
//
// Only slow paths of routing/ call this, and only if `observes(cx)`: what a context does to its own objects, to those
// it has borrowed, and to read-shared ones that it reads in place is not counted. Each context counts for itself, and
// the report adds up. Called by the thread acting for the context that is named first.
#pragma once
#include "runtime/state/context.h"

namespace hd {

/// Relaxed: set before the first context runs; cleared at the end, after which an epoch tells which contexts have seen
/// it.
inline bool observes(const Context* cx) { return HD_UNLIKELY(cx->isolate->observes.load(std::memory_order_relaxed)); }

/// `user` calls a method of an object of `owner`.
void tally_operation(Context* user, const Context* owner, const Object* object, const MethodInfo* method);
/// Something was done with the object, from `begin` until now.
void tally_object(Context* cx, const Object* object, Deed deed, std::int64_t begin);
/// The same for what lasts: its beginning and its end are counted by the object's owner.
void tally_object_begin(Context* cx, const Object* object, Deed deed);
void tally_object_end(Context* cx, const Object* object, Deed deed);
void tally_home_begin(Context* home, Deed deed);
void tally_home_end(Context* home, Deed deed);
/// One operation waits for the end of a turn.
void tally_waiting(Context* home);
/// Called with the world stopped, after a trace: objects that it has not reached are dead.
void tally_deaths(Isolate* isolate);

}  // namespace hd
