#include "runtime/routing/access.h"

#include "runtime/routing/claim.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/lease.h"
#include "runtime/routing/sharing.h"
#include "runtime/routing/turn.h"
#include "runtime/state/context.h"

namespace hd {

Access choose_access(Context* cx, Context* server) {
  if (server != cx->hold.held) let_go(cx);
  if (server == cx) return Access::own;
  if (server == cx->hold.held) return Access::held;
  if (cx->isolate->simulated || server->lease.lease_expired.load(std::memory_order_relaxed))
    return Access::send;  // hint
  return server->actor.claim() ? Access::claimed : Access::send;
}

void leave(Context* cx, Context* server, Access access, bool done) {
  if (access == Access::held && (!done || is_wanted(server))) let_go(cx);
  if (access == Access::claimed) done ? hold(cx, server) : finish_claim(server);
}

void note_access(Context* server, Context* user, Object* object, bool wrote, bool in_place) {
  wrote ? count_foreign_write(server, object) : count_foreign_read(server, object);
  if (!in_place) note_requester(server, user);
  const bool acts_for_both = in_place || server->isolate->simulated;
  if (acts_for_both) note_use(server, user, object, wrote);
}

}  // namespace hd
