// The access policy: how a context gets an operation on an object done that another one, its *server*, owns.
//
//   in place   nobody acts for the server: this thread claims it, does the operation, and leaves (claim.h)
//   hold       it keeps the claim, since it is likely to come back (hold.h)
//   send       somebody acts for the server: a request goes there, and the tasklet waits for the reply (request.h)
//   lease      a server that serves the same requester again and again stops and lets it work in place (lease.h)
//   share      an object that others read and nobody writes is read where it lies, by everybody (sharing.h)
//   move       an object that one other context works on nearly alone gets it as its owner (turn.h, move.h)
//
// The first three are chosen here before an operation; the others follow from what is noted here after it.
#pragma once
#include <cstdint>

#include "runtime/abi/layout.h"

namespace hd {

enum class Access : std::uint32_t { own, held, claimed, send };

/// Acting for `cx`. But for `send` this thread acts for `server` too, until `leave`.
Access choose_access(Context* cx, Context* server);
/// After an operation in place. `done`: it was carried out.
void leave(Context* cx, Context* server, Access access, bool done);
/// Acting for `server`, which carried out an operation on its object for another context. `in_place`: by the thread
/// that acts for `user`.
void note_access(Context* server, Context* user, Object* object, bool wrote, bool in_place);

}  // namespace hd
