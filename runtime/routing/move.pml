/* Model of objects that move while others run: runtime/routing/move.h with request.cpp.
 *
 * One object; contexts that each work on it a few times. The owner works at once. Any other context claims the owner if
 * that is parked, works in place and may move the object to itself; otherwise it sends a request and parks until the
 * reply, and may be claimed and served meanwhile. A context that gets a request but is not the owner forwards it.
 *
 * Checked: never two work on the object at a time, all work is done for its owner, and every request is answered
 * (otherwise an invalid end state).
 * Bound: 3 contexts, 2 operations each; every interleaving.
 */
#define CONTEXTS 3
#define OPERATIONS 2

mtype = { running, parked, served };

mtype word[CONTEXTS] = running;
chan inbox[CONTEXTS] = [CONTEXTS] of { byte };
bool replied[CONTEXTS] = false;
byte owner = 0, working = 0, finished = 0;

/* Called by a thread that acts for `who`. */
inline work_for(who) {
  working++;
  assert(working == 1);
  assert(owner == who);
  working--
}
inline claim(who, won) { atomic { if :: word[who] == parked -> word[who] = served; won = true :: else -> won = false fi } }

/* Called by a thread that acts for `who`. A forwarded request may find its receiver parked: `chase` is served next. */
inline serve(who, chase) {
  do
  :: atomic { len(inbox[who]) > 0 -> inbox[who]?from };
     server = owner;
     if
     :: server == who -> work_for(who); replied[from] = true
     :: else -> inbox[server]!from; chase = server
     fi
  :: len(inbox[who]) == 0 -> break
  od
}
inline finish_claim(first) {
  at = first;
  chase = CONTEXTS;
  do
  :: serve(at, chase);
     word[at] = parked;                                               /* leave, ... */
     again = false;
     if :: len(inbox[at]) > 0 -> claim(at, again) :: else fi;         /* ... then look */
     if
     :: !again && chase == CONTEXTS -> break
     :: !again && chase != CONTEXTS -> at = chase; chase = CONTEXTS; claim(at, again); if :: again :: else -> break fi
     :: else
     fi
  od
}

proctype context(byte id) {
  byte i, server, from, at, chase, to;
  bool won, again, stale;
  for (i : 1 .. OPERATIONS) {
    to = owner;
    if
    :: to == id -> work_for(id)
    :: else ->
       claim(to, won);
       stale = won;
       if
       :: won ->
          if
          :: owner == to ->                                           /* look again */
             stale = false;
             work_for(to);
             if :: owner = id :: skip fi
          :: else
          fi;
          finish_claim(to)
       :: else
       fi;
       if
       :: !won || stale ->
          replied[id] = false;
          to = owner;
          inbox[to]!id;
          claim(to, won);
          if :: won -> finish_claim(to) :: else fi;
          word[id] = parked;
          if :: len(inbox[id]) > 0 -> claim(id, again); if :: again -> finish_claim(id) :: else fi :: else fi;
          atomic { replied[id] && word[id] == parked -> word[id] = running }
       :: else
       fi
    fi;
    chase = CONTEXTS;                                                 /* a safepoint */
    serve(id, chase);
    if :: chase != CONTEXTS -> claim(chase, again); if :: again -> finish_claim(chase) :: else fi :: else fi
  }
  word[id] = parked;
  if :: len(inbox[id]) > 0 -> claim(id, again); if :: again -> finish_claim(id) :: else fi :: else fi;
  finished++
}

init { byte id; atomic { for (id : 0 .. CONTEXTS - 1) { run context(id) } } }
