// A thread context: heap, inbox, run queue, and the registers of the machine it runs.
//
// Who may touch what: `poll`, `inbox`, `actor`, `seen` and the other atomics any thread; `id`, `isolate` are constant;
// everything else only the thread that acts for the context (actor.h). At most one does at a time.
#pragma once
#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gc/heap.h"
#include "runtime/abi/layout.h"
#include "runtime/code/traceback.h"
#include "runtime/context/actor.h"
#include "runtime/context/observe.h"
#include "runtime/inbox/inbox.h"

namespace hd {

struct Isolate;
struct AsmState;
struct TakeBack;
class Blocking;
struct Parcel;
struct Line;

/// What a function that signalled `suspend` waits for.
enum class Pending : std::uint32_t {
  none,
  call,
  route,
  resume,
  yield,
  join,
  run,
  kill,
  wait,
  pause,
  block,
  handle,
  fail
};

/// Why a tasklet stopped running.
enum class SwitchCause : std::uint32_t { yielded, waits, slice };

enum class TaskletState : std::uint8_t { fresh, ready, running, normal, suspended, waiting, dead };

/// One request to another context, and its reply. Taken from the spare ones of the context whose tasklet waits.
struct Request : InboxNode {
  enum class Kind : std::uint32_t { method, reply, run, join, spawn, wake, unblock } kind = Kind::method;
  Context* from = nullptr;
  Context* to = nullptr;
  Tasklet* tasklet = nullptr;  // the requester; null: nobody waits
  const MethodInfo* method = nullptr;
  std::int64_t nargs = 0;  // wake: the ticket
  Value args[9];
  Value result;  // written by the server before the reply is pushed
  bool raised = false;
  const Parcel* parcel = nullptr;  // arguments of a function, or its outcome
  std::uint64_t arrow = 0;         // in the trace
  bool shared_parcel = false;      // it stays the sender's
  char* text = nullptr;            // a string on its way: malloc'ed copy, `result.bits` its length
};

/// A tasklet that waits, by the ticket of its wait.
struct Trace;

struct Waiter {
  Tasklet* tasklet;
  std::int64_t ticket;
};

/// A green thread: a growable stack of Values, and what it does when it is not running.
struct Tasklet : Object {
  Value* stack;
  Value* stack_end;
  Value* base;
  const std::uint64_t* pc;  // when preempted between two bytecodes
  std::int64_t open;
  Frame* waiting;   // innermost suspended activation
  Value function;   // what a fresh tasklet will run
  Value delivered;  // result or error to go on with, or that it failed with; fresh: the arguments, a ValueList; dead:
                    // how it ended
  Value signal;
  Value handler;  // of errors, where they are raised: code/handler.h; nil: none
  TaskletState state;
  bool delivered_error : 1;
  bool killed : 1;                 // being unwound by kill: its error is a result for the killer
  bool in_wait : 1;                // waiting by `tasklet_wait`: a wake or a signal ends it
  bool woken : 1;                  // the ticket was used before its wait began
  bool signalled : 1;              // `signal` is raised when it goes on
  bool frozen : 1;                 // is not run until thawed
  bool may_abandon : 1;            // waits for the end of something elsewhere, which can go on without it
  std::uint8_t change_result : 2;  // of the last change that it asked for: std.sharing
  bool handling : 1;               // runs its message handler
  bool overflowed : 1;             // its stack was full, and that is not handled yet
  bool coroutine : 1;              // made to be resumed; others are started by their context
  bool urgent : 1;                 // runs ahead of others and to its end: handlers of interrupts, finalizers
  int catching;                    // calls of the guest that it is in whose errors are caught: code/handler.h
  int catching_below;              // those of its resumers, and these themselves
  int os_error;                    // 1 + errno as its blocking call left it; 0: it made none
  std::int64_t number;             // in its context
  std::int64_t ticket;             // of the current or next wait
  std::int64_t unwound_to;         // killed: from the stack's start, the frame that went on last
  Tasklet* resumer;
  Tasklet* held;                 // the innermost of a frozen chain, once it is ready
  Object* handle;                // the guest's object for it
  Str* reason;                   // what it waits for
  Blocking* blocking;            // the call it is in
  Request* request;              // it waits for the reply
  Request* owner_request;        // reply to this when done (context_run)
  std::vector<Waiter>* joiners;  // wait for its end; null: nobody
  Trace* trace;                  // null: it is not watched; code/trace.h

  Context* home() const { return static_cast<Context*>(block_of(this)->home); }
};

/// Handle of a context as a guest object.
struct ContextHandle : Object {
  std::uint16_t id;
  Context* context;             // as long as `ending` is null; then it may be another one's
  std::atomic<Parcel*> ending;  // of the finished context: true and the results, or false and the error
  bool reached;                 // by the trace of the world
};

/// The parameters of enter_slow and friends.
struct CallParameters {
  Value callee;
  std::int64_t at = 0;  // window, from base
  std::int64_t nargs = 0;
  std::int64_t nres = 0;
  Value link = Value::nil();  // where to return to
  bool tail = false;          // in place of another frame
};

/// What a bytecode found wrong, and where in the description.
struct FoundFault {
  const char* what = nullptr;
  const char* site = nullptr;
  const char* place = nullptr;  // of the statement that calls the assembler now: "mine/ops.heddle:27:10"
};

/// A tasklet that is to be woken at a time, in nanoseconds of the isolate's clock.
struct Timer {
  std::int64_t deadline;
  Tasklet* tasklet;
  std::int64_t ticket;
  bool operator<(const Timer& other) const { return deadline > other.deadline; }  // the earliest is a heap's front
};

/// A context's thread has stopped so that another context may work on its objects; that one needs it no longer.
enum class Lease : std::uint8_t { none, open, done };

/// A request that is not to be sent before a time.
struct PutOff {
  std::int64_t time;
  Request* request;
};

/// What is to be done while the world stands still: runtime/world/change.h. An object gets another owner, or (`to` is
/// null) an element of an immutable array another value, or (`object` is null) bytecodes are watched from now on, or
/// not.
struct Change {
  Object* object;
  ContextHandle* to;
  Tasklet* asker;  // waits with that ticket; null: nobody
  std::int64_t ticket;
  std::int64_t give_up;  // time
  std::int64_t element = 0;
  Value value = Value::nil();
};

/// Operations of one foreign context in a row on an object of this one.
struct Use {
  const Object* object = nullptr;
  const Context* user = nullptr;
  std::uint32_t count = 0, writes = 0;
};
constexpr std::size_t uses_noted = 8;

struct Context {
  // Written by others, so each on a cache line of its own: what the owner writes all the time must not travel.
  alignas(64) std::atomic<std::uint32_t> poll{0};
  alignas(64) Inbox inbox;
  alignas(64) Actor actor;
  std::atomic<std::uint64_t> seen{0};             // the isolate's epoch at the last safepoint
  std::atomic<std::uint64_t> raised_lines{0};     // interrupts that signal handlers raised
  std::atomic<std::uint32_t> beats{0};            // of the heartbeat, while `wants_beat`
  std::atomic<Context*> holder{nullptr};          // keeps its claim of this context
  std::atomic<bool> wants_back{false};            // its lease is over
  std::atomic<const Object*> turn_with{nullptr};  // it has a turn with this object,
  std::atomic<std::int64_t> own_until{0};         // until this time: routing/turn.h
  std::atomic<bool> wants_beat{false};
  std::atomic<bool> wants_thread{false};       // nobody acts, and it has what the heartbeat is to find a worker for
  std::atomic<std::uint32_t> watch_for{2000};  // looks of a thread that watches it: worker/worker.cpp

  // Hot: read by generated code.
  alignas(64) Signal signal = Signal::none;
  Value* base = nullptr;
  const std::uint64_t* pc = nullptr;
  Value* stack_end = nullptr;  // frames must end below
  std::int64_t open = 0;
  const Operation* dispatch = nullptr;
  Value* results = nullptr;
  std::int64_t nresults = 0;
  std::int64_t results_capacity = 0;
  Value error = Value::nil();
  Frame* resumed = nullptr;
  std::uint32_t exit = 0;             // of a bytecode's fast form: where its slow form goes on,
  Value carried[carried_values];      // with these registers
  std::uint32_t expect[max_classes];  // by class: the low header half of an object this context owns

  // Suspension.
  Pending pending = Pending::none;
  Frame* spill_tail = nullptr;    // last frame spilled, or null: the next one goes to
  std::int64_t spill_slot = -1;   // this slot of the stack, or (-1) to the tasklet's `waiting`
  std::int64_t pending_base = 0;  // from the stack's start: frame pushed by call_guest
  Tasklet* pending_tasklet = nullptr;
  Context* pending_context = nullptr;
  Value pending_value = Value::nil();
  CallParameters call;
  FoundFault fault;  // for raise_fault
  FaultedError faulted;
  std::string_view making_error;  // `guest_error` runs for this message
  std::int64_t native_depth = 0;

  std::uint16_t id = 0;
  Isolate* isolate = nullptr;
  HeapHost* host = nullptr;
  Heap* heap = nullptr;
  Tasklet* current = nullptr;
  Tasklet* main = nullptr;
  Lease lease = Lease::none;           // who may work while it is parked: routing/lease.h
  Context* held = nullptr;             // a parked context whose claim this one keeps
  std::uint32_t held_for = 0;          // operations, by the claim that is kept
  std::uint32_t hold_after = 0;        // so many operations in place may a claim of this context be kept again,
  std::uint32_t hold_backoff = 0;      // which doubles when others want it
  const Context* customer = nullptr;   // whose request was served last
  std::uint32_t served_in_a_row = 0;   // for it
  std::uint32_t lease_after = 32;      // such: routing/lease.h
  std::int64_t next_lease = 0;         // time
  std::int64_t turn_seen = 0;          // end of the other's turn in which it sent
  std::uint32_t sent_in_turn = 0;      // so many requests
  Tasklet* leaving = nullptr;          // suspended for a blocking call that its thread is to make
  std::int64_t outside = 0;            // threads in blocking calls that will come back
  std::vector<Tasklet*> interrupting;  // whose blocking calls are to end
  std::deque<Tasklet*> ready;
  std::vector<Tasklet*> tasklets;  // all of this heap, for their stacks
  std::vector<struct Asm*> assemblers;
  std::vector<Request*> joiners;  // wait for this context's end
  std::vector<Request*> spare_requests;
  std::vector<Request*> abandoned;  // on their way, and nobody waits for the replies any more
  std::vector<TakeBack*> take_backs;
  std::vector<Change> changes;  // to be made at the next safepoint
  Use uses[uses_noted];         // by the object's address
  std::vector<Timer> timers;    // a heap
  std::vector<PutOff> put_off;  // requests for contexts that are to work undisturbed
  std::vector<Line*> lines;     // interrupts
  Value policy = Value::nil();  // called to choose the next tasklet
  Tasklet* choosing = nullptr;  // runs the policy
  SwitchCause switch_cause = SwitchCause::waits;
  std::int64_t tasklets_made = 0;
  std::int64_t assemblers_made = 0;
  std::uint64_t collections = 0;
  bool collect_soon = false;
  std::uint64_t stress_rests = 0;  // safepoints until the next collection under stress
  bool reclaim_soon = false;       // the world's exports, at the next safepoint
  std::size_t reclaim_at = 0;      // exports; 0: the least of world/reclaim.cpp
  bool collects = true;            // growth leads to collections
  Tasklet* finalizing = nullptr;   // the last one that called finalizers
  bool finished = false;
  bool retired = false;  // waits to be reused
  bool queued = false;   // waits for a worker: worker/pool.h
  bool away = false;     // its thread went outside, and nobody has acted since
  ContextHandle* handle = nullptr;
  std::uint32_t slice_start = 0;   // `beats` when the running tasklet was switched to
  std::int64_t fds_looked_at = 0;  // time

  Observations observed;
  struct Stats {
    std::uint64_t sent = 0, served = 0, in_place = 0, switches = 0, shared = 0, taken_back = 0, moved = 0, outside = 0,
                  take_overs = 0, reclaimed = 0, adopted = 0;
  } stats;
};

/// What is to happen at a safepoint where contexts share an OS thread: nothing, another context's turn, another
/// tasklet's.
enum class Preempt : std::uint32_t { no, context, tasklet };

/// An interrupt line that any context may raise by its name.
struct SoftwareLine {
  std::string name;
  Context* context;
  std::int64_t line;
};

/// A context that may be reused once all others have seen the epoch.
struct RetiredContext {
  Context* context = nullptr;
  std::uint64_t epoch = 0;
};

/// What all contexts of one interpreter share. Immutable after start, or behind `lock`.
struct Isolate {
  const Language* language = nullptr;
  std::vector<Operation> operations;  // the language's own, once its table was switched: code/trace.h
  std::uint64_t max_heap = 0;         // bytes a context may hold, 0: no limit
  bool gc_stress = false;
  bool stats = false;                         // printed at the end
  bool traces = false;                        // recorded, and written to
  std::string trace_path;                     // this file at the end
  bool observes = false;                      // stats or traces
  bool simulated = false;                     // emulator: no OS threads; somebody steps the contexts
  std::int64_t virtual_time = 0;              // simulated: nanoseconds
  std::uint32_t share_after = 16;             // foreign reads of an object before it is read-shared, at first
  Preempt (*preempt)(Context* cx) = nullptr;  // where contexts share an OS thread: asked at safepoints
  std::uint32_t move_after = 4096;            // operations of one context in a row before an object moves, at first
  std::vector<Value> roots;
  std::vector<Object*> constants;
  Value finalizer = Value::nil();  // called when objects died; immortal
  std::vector<Native*> natives;
  std::mutex lock;
  // By id; 0 is nobody. Behind `lock`, except reads of entries that are known: there is room from the start.
  std::vector<Context*> contexts;
  std::deque<RetiredContext> retired;                 // behind `lock`
  std::vector<SoftwareLine> software_lines;           // behind `lock`
  std::vector<ContextHandle*> handles;                // behind `lock`
  std::vector<ContextHandle*> spare_handles;          // behind `lock`: that nothing refers to
  std::atomic<std::uint64_t> epoch{0};                // of take-backs, and of contexts that retire
  std::atomic<Context*> stopping{nullptr};            // stops the world
  std::atomic<std::size_t> reclaim_at{0};             // contexts in use; 0: the least of world/reclaim.cpp
  std::unordered_map<const Object*, Context*> moved;  // who owns what left its home. Behind `lock`
  std::atomic<bool> any_moved{false};
  std::atomic<bool> has_heart{false};      // the heartbeat knows it
  std::int64_t* program_status = nullptr;  // of the first context's main tasklet
  std::int64_t exit_status = 0;
};

Context* new_context(Isolate* isolate);
/// Immortal: it says how the context ended even after that is gone.
ContextHandle* new_handle(Context* cx);
/// Performs one turn: serves the inbox, runs one ready tasklet. False when there was nothing to do.
bool step(Context* cx);
/// Whoever acts: is there something to do for `step`?
bool has_work(const Context* cx);
void collect(Context* cx);
/// Any thread, whatever the others do: the process ends, after what the isolate's options want to be told. Flushes the
/// streams; does not return.
[[noreturn]] void end_process(Isolate* isolate, std::int64_t status);
/// Nanoseconds that only go forward; of the emulator, virtual ones.
std::int64_t now(const Isolate* isolate);

}  // namespace hd
