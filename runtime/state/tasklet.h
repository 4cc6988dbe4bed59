// What a tasklet is: a growable stack of Values, and what it does when it is not running. The folder tasklet/ works
// with it. Only the thread that acts for its home.
#pragma once
#include <cstdint>
#include <vector>

#include "gc/heap.h"
#include "runtime/abi/layout.h"

namespace hd {

class Blocking;
struct Request;
struct Call;
struct Trace;

enum class TaskletState : std::uint8_t { fresh, ready, running, normal, suspended, waiting, dead };

/// A tasklet that waits, by the ticket of its wait.
struct Waiter {
  Tasklet* tasklet;
  std::int64_t ticket;
};

/// What is to happen when a tasklet without a resumer has ended; `v`: a ValueList of results, or the error.
using Ending = void (*)(Context* cx, Tasklet* t, bool ok, Value v);

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
  Value pending_error;
  Value handler;  // of errors, where they are raised: code/handler.h; nil: none
  TaskletState state;
  bool delivered_error : 1;
  bool killed : 1;                 // being unwound by kill: its error is a result for the killer
  bool in_wait : 1;                // waiting by `tasklet_wait`: a wake or a signal ends it
  bool woken : 1;                  // the ticket was used before its wait began
  bool has_pending_error : 1;      // `pending_error` is raised when it goes on
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
  Call* request;                 // it waits for the reply
  Call* served;                  // reply to this when done (context_run)
  Ending ending;                 // null: only its joiners want to know
  std::vector<Waiter>* joiners;  // wait for its end; null: nobody
  Trace* trace;                  // null: it is not watched; code/trace.h

  Context* home() const { return static_cast<Context*>(block_of(this)->home); }
};

}  // namespace hd
