/* Model of which thread acts for a context: runtime/sync/actor.h, runtime/routing/claim.cpp, the worker's rest and the
 * queue of contexts (runtime/worker).
 *
 * One context, two workers, CLIENTS that each push REQUESTS requests into its inbox (a push is one step here; inbox.pml
 * models its two steps). A client that finds the context parked claims it and serves. A request may make a tasklet
 * ready, which only a worker can run: the claimer then hands the context over to the worker that attends it, or queues
 * it for the next one. The acting worker serves, runs ready tasklets, parks, watches for a while, stops watching,
 * leaves, checks again, and takes what is queued. While it watches, clients leave it the requests that make a tasklet
 * ready.
 *
 * Checked: never two act at once; every request is served and every tasklet runs (a lost wake-up is an invalid end
 * state, since the workers would sleep forever).
 * Bound: 2 clients, 2 requests each, every second one for a worker; every interleaving.
 */
#define CLIENTS 2
#define REQUESTS 2
#define TOTAL 4

mtype = { running, parked, served };

mtype word = running;
bool attended = false, watching = false;   /* bits of the same word */
byte inbox = 0;      /* requests that a claimer can serve */
byte work = 0;       /* requests that make a tasklet ready */
byte ready = 0;      /* tasklets */
bool queued = false;
byte queue = 0;      /* entries */
byte answered = 0, ran = 0;
byte acting = 1;     /* how many threads act for the context */

inline claim(won) { atomic { if :: word == parked -> word = served; won = true; acting++ :: else -> won = false fi } }

/* the acting thread */
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
     offers = false;
     if
     :: ready > 0 ->
        atomic {
          if
          :: attended -> acting--; word = running; attended = false; watching = false; break   /* hand over */
          :: else
          fi
        };
        if :: queued -> skip :: else -> queued = true; offers = true fi
     :: else
     fi;
     atomic { acting--; word = parked };                              /* leave, ... */
     if :: offers -> queue++ :: else fi;
     if
     :: inbox == 0 && work == 0 -> break                              /* ... then look */
     :: else -> claim(won); if :: won :: else -> break fi
     fi
  od
}

proctype client() {
  byte i;
  bool won, offers;
  for (i : 1 .. REQUESTS) {
    if :: i == 1 -> inbox++ :: else -> work++ fi;                    /* push, ... */
    if                                                               /* ... then look */
    :: atomic { word == parked && !(i > 1 && watching) -> skip };
       claim(won); if :: won -> finish_claim() :: else fi
    :: atomic { !(word == parked && !(i > 1 && watching)) -> skip }
    fi
  }
}

inline unpark() {
  atomic { if :: word == parked -> word = running; attended = false; watching = false; acting++; acts = true :: else fi }
}

inline rest() {
  acts = false;
  atomic { acting--; word = parked; attended = true; watching = true };   /* leave, ... */
  do                                                                 /* ... then look: watching */
  :: inbox > 0 || work > 0 -> unpark(); if :: acts -> break :: else fi
  :: word == running -> acting++; acts = true; break                 /* was handed the context */
  :: break
  od;
  if
  :: acts
  :: else ->
     watching = false;                                               /* stop, ... */
     atomic { if :: word == running -> acting++; acts = true :: else -> attended = false fi };
     if
     :: !acts && (inbox > 0 || work > 0) ->                          /* ... then look once more */
        claim(won);
        atomic {
          if
          :: won && attended -> acting--; word = running; attended = false; watching = false
          :: won && !attended -> word = running; acts = true
          :: else
          fi
        }
     :: else
     fi
  fi;
  if :: acts -> queued = false :: else fi
}

proctype worker(bool acts) {
  bool won, offers;
  do
  :: acts ->
     serve();
     do :: atomic { ready > 0 -> assert(acting == 1); ready--; ran++ } :: ready == 0 -> break od;
     if :: inbox > 0 || work > 0 -> skip :: else -> rest() fi
  :: atomic { !acts && queue > 0 -> queue-- };
     do
     :: claim(won);
        if
        :: won && queued -> queued = false; word = running; acts = true; break
        :: won && !queued -> finish_claim(); break
        :: !won && word == running -> break                          /* another thread acts */
        :: !won && word != running
        fi
     od
  :: !acts && answered + ran == TOTAL -> break
  od
}

init { atomic { byte c; run worker(true); run worker(false); for (c : 1 .. CLIENTS) { run client() } } }
