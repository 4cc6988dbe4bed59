/* Model of claims that are kept, and of turns: runtime/routing/hold.h and turn.h with claim.cpp.
 *
 * One home, initially parked, with its thread; a holder that works in place and keeps the claim; a pusher. When the home
 * is wanted, the holder lets go, or goes on for a turn, a limited number of times: the home is closed, and requests wait
 * in a list until the turn is over. The holder has endless work of its own, with safepoints: without a turn it checks
 * the home only when it is asked; in a turn the heartbeat makes it look at the clock. The thread wants to act once (a
 * timer, the end of a lease), and asks until it does; it is a reason to let go.
 *
 * Checked: never two act for the home; every request is served although the holder would keep its claim forever, and
 * the thread gets its turn (otherwise an invalid end state).
 * Bound: 3 operations in place, 2 requests, one turn of the thread, 2 decisions to go on; every interleaving.
 */
#define OPERATIONS 3
#define REQUESTS 2
#define TURNS 2

mtype = { running, parked, served };

mtype word = parked;
byte inbox = 0, waiting = 0, answered = 0;
bool poll = false, my_poll = false;      /* the home's, the holder's */
bool holder = false;                     /* the claim is held */
bool closed = false, thread_wants = false;
byte acting = 0, turns = 0;
bool turned = false;

inline enter() { acting++; assert(acting == 1) }
inline claim(won) { atomic { if :: word == parked -> word = served; won = true; enter() :: else -> won = false fi } }
inline serve() {
  do
  :: atomic { inbox > 0 -> inbox--; if :: closed -> waiting++ :: else -> answered++ fi }
  :: inbox == 0 -> break
  od
}
inline end_turn() { closed = false; atomic { answered = answered + waiting; waiting = 0 } }

inline finish_claim() {
  do
  :: serve();
     atomic { acting--; word = parked };                              /* leave, ... */
     if
     :: inbox == 0 -> break                                           /* ... then look */
     :: else -> claim(again); if :: again :: else -> break fi
     fi
  od
}

inline ask_holder() { poll = true; if :: holder -> my_poll = true :: else fi }
inline let_go() { held = false; holder = false; if :: closed -> serve(); end_turn() :: else fi; finish_claim() }
inline let_go_or_go_on() {
  if
  :: turns < TURNS && !thread_wants -> turns++; closed = true; serve()
  :: let_go()
  fi
}

proctype works_in_place() {
  byte i;
  bool won, again, held = false;
  for (i : 1 .. OPERATIONS) {
    if
    :: held -> if :: poll -> let_go_or_go_on() :: else fi             /* the operation, then: is it wanted? */
    :: else ->
       claim(won);
       if
       :: won ->
          held = true;
          poll = false;                                               /* what was asked is done */
          holder = true;                                              /* say it, ... */
          if :: inbox > 0 || poll -> let_go_or_go_on() :: else fi     /* ... then look */
       :: else
       fi
    fi
  }
  do                                                                  /* its own work, with safepoints */
  :: my_poll || closed -> my_poll = false; if :: held -> let_go_or_go_on() :: else fi
  :: answered == REQUESTS && turned && !my_poll && !closed -> break
  od
}

proctype pusher() {
  byte i;
  bool won, again;
  for (i : 1 .. REQUESTS) {
    inbox++;
    if
    :: atomic { word == running -> skip }; poll = true
    :: atomic { word == served -> skip }; ask_holder()
    :: atomic { word == parked -> skip }; claim(won); if :: won -> finish_claim() :: else -> ask_holder() fi
    fi
  }
}

proctype thread() {
  bool again;
  do
  :: atomic { word == parked -> word = running; enter() }; break
  :: atomic { word == served -> skip }; thread_wants = true; ask_holder()
  od;
  serve();
  turned = true;
  atomic { acting--; word = parked };
  if :: inbox > 0 -> claim(again); if :: again -> finish_claim() :: else fi :: else fi
}

init { atomic { run works_in_place(); run pusher(); run thread() } }
