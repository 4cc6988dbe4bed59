/* Model of claims that are kept: runtime/routing/hold.h with claim.cpp.
 *
 * One home, initially parked, with its thread; a holder that works in place and keeps the claim; a pusher. The holder
 * lets go if the home's poll word is set after an operation, or if its own is set at a safepoint, but never unasked: it
 * has endless work of its own. The thread wants to act once (a timer, the end of a lease), and asks until it does.
 *
 * Checked: never two act for the home; every request is served although the holder would keep its claim forever, and
 * the thread gets its turn (otherwise an invalid end state).
 * Bound: 3 operations in place, 2 requests, one turn of the thread; every interleaving.
 */
#define OPERATIONS 3
#define REQUESTS 2

mtype = { running, parked, served };

mtype word = parked;
byte inbox = 0, answered = 0;
bool poll = false, my_poll = false;      /* the home's, the holder's */
bool holder = false;                     /* the claim is held */
byte acting = 0;
bool turned = false;

inline enter() { acting++; assert(acting == 1) }
inline claim(won) { atomic { if :: word == parked -> word = served; won = true; enter() :: else -> won = false fi } }
inline serve() { do :: atomic { inbox > 0 -> inbox--; answered++ } :: inbox == 0 -> break od }

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
inline let_go() { held = false; holder = false; finish_claim() }

proctype works_in_place() {
  byte i;
  bool won, again, held = false;
  for (i : 1 .. OPERATIONS) {
    if
    :: held -> if :: poll -> let_go() :: else fi                      /* the operation, then: is it wanted? */
    :: else ->
       claim(won);
       if
       :: won ->
          held = true;
          poll = false;                                               /* what was asked is done */
          holder = true;                                              /* say it, ... */
          if :: inbox > 0 || poll -> let_go() :: else fi              /* ... then look */
       :: else
       fi
    fi
  }
  do                                                                  /* its own work, with safepoints */
  :: my_poll -> my_poll = false; if :: held -> let_go() :: else fi
  :: answered == REQUESTS && turned && !my_poll -> break
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
  :: atomic { word == served -> skip }; ask_holder()
  od;
  serve();
  turned = true;
  atomic { acting--; word = parked };
  if :: inbox > 0 -> claim(again); if :: again -> finish_claim() :: else fi :: else fi
}

init { atomic { run works_in_place(); run pusher(); run thread() } }
