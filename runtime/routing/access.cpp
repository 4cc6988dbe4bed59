#include "runtime/routing/access.h"

#include "runtime/routing/claim.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/lease.h"
#include "runtime/routing/sharing.h"
#include "runtime/routing/turn.h"
#include "runtime/routing/use.h"
#include "runtime/state/context.h"

namespace hd {

namespace {

constexpr int moment = 64;  // looks at a claim that may be given up soon

}  // namespace

Access choose_access(Context* cx, Context* server) {
  cx->hold.left = server == cx->hold.held ? nullptr : cx->hold.held;
  if (server != cx->hold.held) let_go(cx);
  if (server == cx) return Access::own;
  if (server == cx->hold.held) return Access::held;
  if (server->turn.lease.expired.load(std::memory_order_relaxed)) return Access::send;  // a hint
  if (reserved_until(cx, server)) return Access::send;
  for (int looks = 0; !server->actor.claim(); ++looks) {
    // Relaxed: a hint. The holder has decided to go on.
    const bool in_turn = server->turn.closed.load(std::memory_order_relaxed);
    if (in_turn || looks == moment || server->actor.state() == Actor::running) return Access::send;
    if (looks == 0) ask_holder(server);
    pass_safepoint(cx);  // the claimer may wait for it, to take an object back
    relax();
  }
  forget_reservation(server);
  return Access::claimed;
}

void leave(Context* cx, Context* server, Access access, bool done) {
  if (access == Access::held && (!done || must_let_go(cx, server))) let_go(cx);
  if (access == Access::claimed) done ? hold(cx, server) : finish_claim(server);
}

void note_access(Context* server, Context* user, Object* object, bool wrote, bool in_place) {
  wrote ? count_foreign_write(server, object) : count_foreign_read(server, object);
  if (!in_place) note_requester(server, user);
  if (in_place) note_use(server, user, object, wrote);
}

}  // namespace hd
