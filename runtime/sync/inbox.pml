/* Model of the inbox and of parking: runtime/sync/inbox.h with the consumer's loop of runtime/worker.
 *
 * PUSHERS producers push MESSAGES requests each: exchange the head, then link the previous node; set the poll word;
 * read the consumer's state and wake it if parked. The consumer pops until the queue is empty, announces that it
 * parks, checks once more, and sleeps on the futex.
 *
 * Checked: every request is served exactly once, those of one producer in order; no end state leaves a request
 * unserved (a lost wake-up shows as an invalid end state, since the consumer would sleep forever).
 * Bound: 2 producers, 2 requests each, every interleaving.
 */
#define PUSHERS 2
#define MESSAGES 2
#define NODES 5              /* node 0 is the stub */
#define NONE 255

byte head = 0;               /* last pushed: producers exchange it */
byte next[NODES] = NONE;
byte sender[NODES];          /* the producer that pushed it */
byte number[NODES];          /* its position in that producer's order */
bool parked = false;         /* consumer's state */
bool token = false;          /* futex word: a wake-up is pending */
byte served = 0;
byte expected[PUSHERS];

proctype producer(byte me) {
  byte i, node, previous;
  for (i : 0 .. MESSAGES - 1) {
    node = 1 + me * MESSAGES + i;
    sender[node] = me;
    number[node] = i;
    atomic { previous = head; head = node }     /* exchange */
    next[previous] = node;                       /* in the gap, the consumer may see head moved but no link */
    if
    :: parked -> atomic { if :: parked -> parked = false; token = true :: else fi }
    :: else
    fi
  }
}

proctype consumer() {
  byte tail = 0, following;
  do
  :: served == PUSHERS * MESSAGES -> break
  :: else ->
     following = next[tail];
     if
     :: following != NONE ->
        tail = following;
        assert(number[tail] == expected[sender[tail]]);   /* order of one producer is kept */
        expected[sender[tail]]++;
        served++
     :: following == NONE && head != tail -> skip           /* a push is in progress: retry */
     :: following == NONE && head == tail ->
        parked = true;                                      /* sequentially consistent store ... */
        if
        :: head != tail -> parked = false                   /* ... before this load */
        :: else -> token; token = false; parked = false      /* futex wait */
        fi
     fi
  od;
  assert(served == PUSHERS * MESSAGES)
}

init {
  byte p;
  atomic {
    run consumer();
    for (p : 0 .. PUSHERS - 1) { run producer(p) }
  }
}
