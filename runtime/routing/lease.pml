/* Model of leases in turns: runtime/routing/lease.h and turn.h with hold.cpp and claim.cpp.
 *
 * One home, whose thread runs work of its own without end, with safepoints; a worker that operates on the home's
 * objects, in place when it can claim the home, else by request; a pusher. The worker may keep its claim, and has
 * endless work of its own too: it looks at the home only when it is asked or, in a turn, when the clock says so. The
 * home leases: it opens, parks, and waits for the clock or for its patience to end. Meanwhile others act. If the lease is
 * used up it wants to act again, and tells the holder until it lets go; then it has a turn of its own, in which requests
 * wait, and may lease again.
 *
 * Checked: never two act for the home; every request is served, and the home acts again although the holder would keep
 * its claim forever (otherwise an invalid end state); while the thread naps and nobody acts for the home, it is open, and
 * no request lies in its inbox or waits; at the end the lease has not expired.
 * Bound: 2 operations, 2 requests, 2 leases, 1 decision of the holder to go on; every interleaving.
 */
#define OPERATIONS 2
#define REQUESTS 2
#define LEASES 2
#define TURNS 1

mtype = { running, parked, served };

mtype word = running;
byte inbox = 0, waiting = 0, answered = 0, total = 0;
bool poll = false, my_poll = false;      /* the home's, the worker's */
bool holder = false;                     /* the claim is held */
bool closed = false, expired = false;
byte acting = 1, notifying = 0;          /* how many will look at the inbox */
byte leases = 0, turns = 0;
bool pushed = false, worked = false, finished = false;

inline enter() { acting++; assert(acting == 1) }
inline claim(won) { atomic { if :: word == parked -> word = served; won = true; enter() :: else -> won = false fi } }
inline serve() {
  do
  :: atomic { inbox > 0 -> inbox--; if :: closed -> waiting++ :: else -> answered++ fi }
  :: inbox == 0 -> break
  od
}
inline end_turn() { closed = false; atomic { answered = answered + waiting; waiting = 0 } }
inline ask_holder() { poll = true; if :: holder -> my_poll = true :: else fi }

inline finish_claim() {
  notifying++;
  do
  :: serve();
     atomic { acting--; word = parked };                              /* leave, ... */
     if
     :: inbox == 0 -> break                                           /* ... then look */
     :: else -> claim(again); if :: again :: else -> break fi
     fi
  od;
  notifying--
}

inline push() {
  atomic { inbox++; total++; notifying++ };
  if
  :: atomic { word == running -> skip }; poll = true
  :: atomic { word == served -> skip }; ask_holder()
  :: atomic { word == parked -> skip }; claim(won); if :: won -> finish_claim() :: else -> ask_holder() fi
  fi;
  notifying--
}

inline let_go() { held = false; holder = false; if :: closed -> serve(); end_turn() :: else fi; finish_claim() }
inline let_go_or_go_on() {
  if
  :: turns < TURNS && !expired -> turns++; closed = true; serve()
  :: let_go()
  fi
}

proctype works_on_it() {
  byte i;
  bool won, again, held = false;
  for (i : 1 .. OPERATIONS) {
    if
    :: held -> if :: poll -> let_go_or_go_on() :: else fi             /* the operation, then: is it wanted? */
    :: !held && expired -> push()
    :: !held && !expired ->
       claim(won);
       if
       :: !won -> push()
       :: won -> finish_claim()                                       /* a single operation, or ... */
       :: won ->
          held = true;
          poll = false;
          holder = true;                                              /* say it, ... */
          if :: inbox > 0 || poll -> let_go_or_go_on() :: else fi     /* ... then look */
       fi
    fi
  }
  worked = true;
  do                                                                  /* its own work, with safepoints */
  :: my_poll || (held && closed) -> my_poll = false; if :: held -> let_go_or_go_on() :: else fi
  :: finished -> break
  od
}

proctype pusher() {
  byte i;
  bool won, again;
  for (i : 1 .. REQUESTS) { push() }
  pushed = true
}

inline wait_for_end() {
  over = false;
  do
  :: atomic { word == parked -> word = running; enter() }; break      /* patience or the lease is over */
  :: atomic { word == parked && !over -> assert((inbox == 0 || notifying > 0) && !closed && waiting == 0) }  /* naps */
  :: !over -> over = true; expired = true                             /* the clock */
  :: over && word == served && !my_poll -> ask_holder()
  od
}
inline lease() {
  leases++;
  end_turn();
  atomic { acting--; word = parked };
  if :: inbox > 0 -> claim(again); if :: again -> finish_claim() :: else fi :: else fi;
  wait_for_end();
  expired = false;
  if :: over -> closed = true :: else fi                              /* its own turn */
}

proctype home() {
  bool again, over;
  do
  :: poll || closed ->                                                /* a safepoint; in a turn, the clock */
     poll = false;
     serve();
     if
     :: leases < LEASES && (!closed || waiting > 0) -> lease()
     :: closed && (waiting == 0 || leases == LEASES) -> end_turn()
     :: true                                                          /* not now */
     fi
  :: pushed && worked && answered == total && !closed -> break
  od;
  assert(!expired && word == running);
  finished = true
}

init { atomic { run home(); run works_on_it(); run pusher() } }
