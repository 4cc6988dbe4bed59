/* Model of who acts for a context: runtime/context/actor.h with runtime/routing/claim.cpp and the worker's rest.
 *
 * One context with its thread, CLIENTS that each push REQUESTS requests into its inbox (one push is one step here; the
 * two steps of a push are inbox.pml's). A client that finds the context parked claims it and serves; a request may be
 * of the kind that makes a tasklet ready, which only a worker can run: then the claimer hands the context over to the
 * thread. The thread serves, runs what is ready, parks, watches for a while, stops watching, looks once more, sleeps.
 * While it watches, a client leaves a request that makes a tasklet ready to it.
 *
 * Checked: never two act at once; every request is served and every tasklet run (a lost wake-up is an invalid end
 * state, for the thread would sleep for ever).
 * Bound: 2 clients, 2 requests each, every second one for a worker; every interleaving.
 */
#define CLIENTS 2
#define REQUESTS 2
#define TOTAL 4

mtype = { running, parked, served };

mtype word = running;
byte inbox = 0;      /* requests that a claimer can serve */
byte work = 0;       /* requests that make a tasklet ready */
byte ready = 0;      /* tasklets */
byte answered = 0, ran = 0;
bool watching = false;
byte acting = 1;     /* how many threads act for the context */

inline claim(won) { atomic { if :: word == parked -> word = served; won = true; acting++ :: else -> won = false fi } }

/* whoever acts */
inline serve() {
  do
  :: atomic { inbox > 0 -> assert(acting == 1); inbox--; answered++ }
  :: atomic { work > 0 -> assert(acting == 1); work--; ready++ }
  :: inbox == 0 && work == 0 -> break
  od
}

inline finish_claim() {
  do
  :: serve();
     if
     :: ready > 0 -> atomic { acting--; word = running }; break     /* hand over: the sleeper wakes */
     :: else ->
        atomic { acting--; word = parked };                          /* leave, ... */
        if
        :: inbox == 0 && work == 0 -> break                          /* ... then look */
        :: else -> claim(won); if :: won :: else -> break fi
        fi
     fi
  od
}

proctype client() {
  byte i;
  bool won;
  for (i : 1 .. REQUESTS) {
    if :: i == 1 -> inbox++ :: else -> work++ fi;                    /* push, ... */
    if                                                               /* ... then look */
    :: atomic { word == parked && !(i > 1 && watching) -> skip };
       claim(won); if :: won -> finish_claim() :: else fi
    :: atomic { !(word == parked && !(i > 1 && watching)) -> skip }
    fi
  }
}

proctype thread() {
  do
  :: answered + ran == TOTAL -> break
  :: else ->
     serve();
     do :: atomic { ready > 0 -> assert(acting == 1); ready--; ran++ } :: ready == 0 -> break od;
     if
     :: inbox > 0 || work > 0 || answered + ran == TOTAL -> skip
     :: else ->
        atomic { acting--; word = parked; watching = true };         /* leave, ... */
        do                                                           /* ... then look: watching */
        :: inbox > 0 || work > 0 ->
           atomic { if :: word == parked -> word = running; acting++; watching = false :: else fi };
           break
        :: word == running -> break
        :: break
        od;
        watching = false;                                            /* stop, ... */
        if
        :: inbox > 0 || work > 0 ->                                  /* ... then look once more */
           atomic { if :: word == parked -> word = running; acting++ :: else fi }
        :: else -> skip
        fi;
        if
        :: atomic { word == running && acting == 1 -> skip }         /* came back by itself */
        :: atomic { word == running && acting == 0 -> acting++ }     /* was handed the context */
        :: atomic { answered + ran == TOTAL && word == parked -> word = running; acting++ }
        fi
     fi
  od
}

init { atomic { byte c; run thread(); for (c : 1 .. CLIENTS) { run client() } } }
