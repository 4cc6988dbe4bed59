/* Model of a take-back: runtime/routing/sharing.cpp.
 *
 * One object with two words that must always agree; its home, and READERS contexts that read both words in place while
 * the header says read-shared, each read in two steps between two safepoints. The home takes the object back (header in
 * transition, epoch, hand-shake), writes both words in two steps, and shares it again, WRITES times. A reader passes a
 * safepoint by storing the epoch it sees; it may also park, and be claimed by the home instead.
 *
 * Checked: a reader never sees two words of different writes; no reader sees an older write after a newer one; the home
 * always gets its hand-shake (no invalid end state).
 * Bound: 2 readers of 2 reads each, 2 take-backs; every interleaving.
 */
#define READERS 2
#define READS 2
#define WRITES 2

bool shared = true;             /* the header: read-shared, or in transition */
byte first = 0, second = 0;     /* the object's state */
byte epoch = 0;
byte seen[READERS];
bool parked[READERS];

proctype reader(byte me) {
  byte i, a, b, last = 0;
  for (i : 1 .. READS) {
    if
    :: shared ->                                   /* the owner check, to read */
       a = first;
       b = second;
       assert(a == b);
       assert(a >= last);
       last = a
    :: else                                        /* would be routed */
    fi;
    if
    :: seen[me] = epoch                            /* safepoint */
    :: parked[me] = true; parked[me] = false       /* park, come back */
    fi
  }
  parked[me] = true
}

proctype home() {
  byte w, r, target;
  for (w : 1 .. WRITES) {
    shared = false;                                /* in transition */
    atomic { epoch++; target = epoch };
    for (r : 0 .. READERS - 1) {
      atomic { (seen[r] >= target || parked[r]) -> skip }  /* has seen, or claimed */
    }
    first = w;
    second = w;
    shared = true
  }
}

init { atomic { byte r; run home(); for (r : 0 .. READERS - 1) { run reader(r) } } }
