// A thread context: heap, inbox, the registers of the machine it runs, and the state of each folder that works with
// contexts.
//
// Who may touch what: `poll`, `inbox`, `actor`, `seen` and the atomics of the parts: any thread; `id` and `isolate` are
// constant; everything else: only the thread acting for the context (sync/actor.h), of which there is at most one at a
// time. See the parts for details.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "gc/heap.h"
#include "runtime/abi/layout.h"
#include "runtime/state/access.h"
#include "runtime/state/change.h"
#include "runtime/state/interrupts.h"
#include "runtime/state/isolate.h"
#include "runtime/state/memory.h"
#include "runtime/state/observations.h"
#include "runtime/state/registers.h"
#include "runtime/state/requests.h"
#include "runtime/state/schedule.h"
#include "runtime/state/tasklet.h"
#include "runtime/state/traceback.h"
#include "runtime/state/work.h"
#include "runtime/sync/actor.h"
#include "runtime/sync/epoch.h"
#include "runtime/sync/inbox.h"
#include "runtime/sync/poll.h"

namespace hd {

struct Asm;
struct AsmState;

/// Assemblers of this context, and memory for the next ones (runtime/code/assembler.h).
struct AssemblyState {
  std::vector<Asm*> unfinished;
  std::vector<AsmState*> spare;  // of those that have finished
  std::int64_t made = 0;
};

struct Context : Registers {
  // Written by other threads, so each has its own cache line: the owner's frequent writes must not contend with them.
  alignas(64) PollWord poll;
  alignas(64) Inbox inbox;
  alignas(64) Actor actor;
  SeenEpoch seen;  // the isolate's epoch as of the last safepoint: routing/sharing.h
  WorkState work;
  InterruptState interrupts;
  HoldState hold;
  TurnState turn;
  UseState use;

  alignas(64) Isolate* isolate = nullptr;
  HeapHost* host = nullptr;
  Heap* heap = nullptr;
  Tasklet* current = nullptr;
  Tasklet* main = nullptr;
  ContextHandle* handle = nullptr;
  std::uint16_t id = 0;
  bool finished = false;
  bool retired = false;           // waiting to be reused
  FaultedError faulted;           // the last error made from a fault
  std::string_view making_error;  // the message that `guest_error` is running for
  Schedule schedule;
  RequestState requests;
  CollectState memory;
  ReclaimState reclaim;
  std::vector<Change> changes;  // to be made at the next safepoint
  AssemblyState assembly;
  LookupState notes;
  Observations observed;
  Statistics stats;
};

}  // namespace hd
