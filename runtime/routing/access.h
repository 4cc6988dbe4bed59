// The access policy: how a context performs an operation on an object that another context, its *server*, owns.
//
//   in place   the server is parked: this thread claims it, does the operation, and leaves (claim.h)
//   hold       the claim is kept, since the context is likely to come back (hold.h)
//   send       another thread acts for the server: a request is sent, and the tasklet waits for the reply (request.h)
//   turn       who works densely on a server that others want goes on for a while; the others wait (turn.h)
//   lease      a server that keeps serving requests parks and lets others work in place (lease.h)
//   share      an object that others read and nobody writes is read where it lies, by every context (sharing.h)
//   move       an object becomes owned by the one other context that uses it almost exclusively, or by the home with
//              whose objects it is used (use.h, move.h)
//
// The first three are chosen here before an operation; the others follow from what is recorded here after it.
#pragma once
#include <cstdint>

#include "runtime/abi/layout.h"

namespace hd {

enum class Access : std::uint32_t { own, held, claimed, send };

/// Called by the thread acting for `cx`. Unless the result is `send`, this thread acts for `server` too until `leave`.
Access choose_access(Context* cx, Context* server);
/// Called after an operation in place. `done`: it was carried out.
void leave(Context* cx, Context* server, Access access, bool done);
/// Called by the thread acting for `server`, after an operation on its object for `user`. `in_place`: this thread also
/// acts for `user`.
void note_access(Context* server, Context* user, Object* object, bool wrote, bool in_place);

}  // namespace hd
