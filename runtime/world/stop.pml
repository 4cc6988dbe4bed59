/* Model of stopping the world: runtime/world/stop.cpp with runtime/sync/actor.h.
 *
 * Each thread runs one context: it works between safepoints, may claim a parked context and serve it in place, and may
 * try to stop the world. At a safepoint it gives way to a thread that stops the world: it parks, and comes back when
 * the world goes on and its context is not claimed.
 *
 * Checked: with the world stopped no thread works and no other one serves; none waits forever (an invalid end state).
 * Bound: 3 contexts, each with 2 rounds of work, serving and stopping in any choice; every interleaving.
 */
#define N 3
#define ROUNDS 2
#define NOBODY 7

mtype = { running, parked, served };

mtype word[N];
byte stopping = NOBODY;
bool works[N];                 /* between safepoints */
bool serves[N];                /* this thread serves another context */

inline safepoint() {
  if
  :: stopping != NOBODY && stopping != me ->
     word[me] = parked;                                              /* give way */
     do
     :: atomic { stopping == NOBODY && word[me] == parked -> word[me] = running }; break
     :: atomic { word[me] == running -> break }
     od
  :: else -> skip
  fi
}

inline serve_another() {
  if
  :: atomic { other != me && word[other] == parked -> word[other] = served; serves[me] = true };
     serves[me] = false;
     word[other] = parked
  :: else -> skip
  fi
}

inline stop_world() {
  atomic { if :: stopping == NOBODY -> stopping = me; won = true :: else -> won = false fi };
  if
  :: won ->
     for (c : 0 .. N - 1) {
       if
       :: c != me -> atomic { word[c] == parked -> word[c] = served }  /* it comes to a safepoint */
       :: else -> skip
       fi
     }
     for (c : 0 .. N - 1) {
       assert(c == me || (!works[c] && !serves[c] && word[c] == served))
     }
     stopping = NOBODY;
     for (c : 0 .. N - 1) { if :: c != me -> word[c] = parked :: else -> skip fi }
  :: else -> skip
  fi
}

proctype thread(byte me) {
  byte round, c, other = (me + 1) % N;
  bool won;
  for (round : 1 .. ROUNDS) {
    safepoint();
    works[me] = true;
    if :: serve_another() :: skip fi;
    works[me] = false;
    if :: stop_world() :: skip fi
  }
  word[me] = parked                                                  /* nothing to do any more */
}

init {
  atomic {
    byte i;
    for (i : 0 .. N - 1) { word[i] = running }
    for (i : 0 .. N - 1) { run thread(i) }
  }
}
