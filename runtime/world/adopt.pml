/* Model of adoption: runtime/world/reclaim.cpp and adopt.cpp with runtime/contexts/retire.cpp.
 *
 * DEAD ends. It may own an object that others still work on: then ADOPTER stops the world, serves what is in flight,
 * and owns the object from then on. DEAD retires, and once every context has passed a safepoint it is claimed and
 * reused as a new context. Requesters read the owner, push a request to it, and serve it if it is parked; or they ask
 * DEAD how it ended, unless that is published already. Safepoints lie before and after, and they park until the reply.
 *
 * Checked: a request reaches the object's current owner; none reaches the new context in DEAD's place; every one is
 * answered (otherwise an invalid end state).
 * Bound: 2 requesters, 2 requests each, one adoption; every interleaving.
 */
#define N 4
#define DEAD 0
#define ADOPTER 1
#define REQUESTS 2
#define NOBODY 7

mtype = { running, parked, served };

mtype word[N];
chan inbox[N] = [N] of { byte };
bool replied[N] = false;
byte owner = DEAD, stopping = NOBODY, epoch = 0, seen[N] = 0;
bool ended = false, renewed = false;

inline claim(who, won) { atomic { if :: word[who] == parked -> word[who] = served; won = true :: else -> won = false fi } }

/* Called by a thread that acts for `who`. Forwards requests for an object that it does not own. */
inline serve(who) {
  do
  :: atomic { len(inbox[who]) > 0 -> inbox[who]?from };
     assert(!(who == DEAD && renewed));
     if
     :: from >= N -> replied[from - N] = true                        /* how it ended */
     :: from < N && owner == who -> replied[from] = true
     :: else -> to = owner; inbox[to]!from
     fi
  :: len(inbox[who]) == 0 -> break
  od
}
inline finish_claim(who) {
  do
  :: serve(who);
     word[who] = parked;                                             /* leave, ... */
     again = false;
     if :: len(inbox[who]) > 0 -> claim(who, again) :: else fi;      /* ... then look */
     if :: again :: else -> break fi
  od
}
inline safepoint(me) {
  if
  :: stopping != NOBODY && stopping != me ->
     word[me] = parked;
     do
     :: atomic { stopping == NOBODY && word[me] == parked -> word[me] = running }; break
     od
  :: else
  fi;
  seen[me] = epoch;
  serve(me)
}

proctype requester(byte me) {
  byte i, to, from, server;
  bool won, again;
  for (i : 1 .. REQUESTS) {
    safepoint(me);
    replied[me] = false;
    if
    :: server = owner; inbox[server]!me
    :: !ended -> server = DEAD; inbox[DEAD]!(me + N)
    :: ended -> server = NOBODY
    fi;
    if
    :: server != NOBODY ->
       claim(server, won);
       if :: won -> finish_claim(server) :: else fi;
       word[me] = parked;
       atomic { replied[me] && word[me] == parked -> word[me] = running }
    :: else
    fi
  }
  word[me] = parked
}

proctype adopter() {
  byte c, to, from, round;
  bool won, again;
  safepoint(ADOPTER);
  ended = true;
  if
  :: owner == DEAD ->
     stopping = ADOPTER;
     for (c : 0 .. N - 1) {
       if :: c != ADOPTER -> atomic { word[c] == parked -> word[c] = served } :: else fi
     }
     for (round : 1 .. 2) { for (c : 0 .. N - 1) { serve(c) } }       /* drain */
     owner = ADOPTER;
     stopping = NOBODY;
     for (c : 0 .. N - 1) { if :: c != ADOPTER -> finish_claim(c) :: else fi }
  :: else
  fi;
  epoch++;                                                           /* DEAD retires */
  seen[ADOPTER] = epoch;

  for (c : 2 .. N - 1) {                                             /* have all passed a safepoint? */
    do
    :: seen[c] >= epoch -> break
    :: atomic { word[c] == parked -> word[c] = served }; seen[c] = epoch; finish_claim(c)
    :: len(inbox[ADOPTER]) > 0 -> serve(ADOPTER)
    od
  }
  claim(DEAD, won);
  if
  :: won -> assert(len(inbox[DEAD]) == 0); renewed = true; word[DEAD] = parked
  :: else
  fi;
  serve(ADOPTER);
  word[ADOPTER] = parked;
  if :: len(inbox[ADOPTER]) > 0 -> claim(ADOPTER, again); if :: again -> finish_claim(ADOPTER) :: else fi :: else fi
}

init {
  atomic {
    byte i;
    word[DEAD] = parked;
    if :: owner = DEAD :: owner = ADOPTER fi;
    for (i : 1 .. N - 1) { word[i] = running }
    run adopter();
    for (i : 2 .. N - 1) { run requester(i) }
  }
}
