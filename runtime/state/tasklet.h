// A tasklet: a growable stack of Values, and its state while it is not running. Used by tasklet/. Touched only by the
// thread acting for its home.
#pragma once
#include <cstdint>
#include <vector>

#include "gc/heap.h"
#include "runtime/abi/layout.h"

namespace hd {

class Blocking;
struct Call;
struct Trace;

enum class TaskletState : std::uint8_t { fresh, ready, running, normal, suspended, waiting, dead };

/// A waiting tasklet and the ticket of its wait.
struct Waiter {
  Tasklet* tasklet;
  std::int64_t ticket;
};

/// Called when a tasklet without a resumer has ended. `v` is a ValueList of results, or the error.
using Ending = void (*)(Context* cx, Tasklet* t, bool ok, Value v);

struct Tasklet : Object {
  Value* stack;
  Value* stack_end;
  Value* base;
  const std::uint64_t* pc;  // when preempted between two bytecodes
  std::int64_t open;
  Frame* waiting;   // innermost suspended activation
  Value function;   // what a fresh tasklet will run
  Value delivered;  // result or error to continue with, or error it failed with; fresh: the arguments, a ValueList;
                    // dead: how it ended
  Value pending_error;
  Value handler;  // message handler, or nil: code/handler.h
  TaskletState state;
  bool delivered_error : 1;
  bool killed : 1;                 // being unwound by kill: its error is the killer's result
  bool in_wait : 1;                // in `tasklet_wait`: a wake-up or a signal ends it
  bool woken : 1;                  // the wake-up came before the wait began
  bool has_pending_error : 1;      // raise `pending_error` when it continues
  bool frozen : 1;                 // does not run until thawed
  bool may_abandon : 1;            // waits for something elsewhere that can finish without it
  std::uint8_t change_result : 2;  // of the last change it requested: std.sharing
  bool handling : 1;               // is running its message handler
  bool overflowed : 1;             // its stack overflowed, and that is not handled yet
  bool coroutine : 1;              // created to be resumed; others are started by their context
  bool urgent : 1;                 // runs before others and to completion: interrupt handlers, finalizers
  int catching;                    // depth of guest calls whose errors are caught: code/handler.h
  int catching_below;              // the same for its resumers, plus one per resumer
  int os_error;                    // 1 + errno of its last blocking call; 0: there was none
  std::int64_t number;             // in its context
  std::int64_t ticket;             // names the current or next wait
  std::int64_t unwound_to;         // if killed: offset of the frame that continued last
  Tasklet* resumer;
  Tasklet* held;                 // the innermost tasklet of a frozen chain, once it is ready
  Object* handle;                // the guest object that represents it
  Str* reason;                   // what it waits for, as text
  Blocking* blocking;            // the blocking call it is in
  Call* request;                 // the request whose reply it waits for
  Call* served;                  // the call to reply to when done (context_run)
  Ending ending;                 // null: only its joiners are told
  std::vector<Waiter>* joiners;  // waiting for its end; null: none
  Trace* trace;                  // null: not watched; code/trace.h

  Context* home() const { return static_cast<Context*>(block_of(this)->home); }
};

}  // namespace hd
