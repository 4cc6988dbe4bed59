// The registers of the machine that a context runs: read and written by generated code and the emulator. Touched only
// by the thread acting for the context.
#pragma once
#include <cstdint>

#include "runtime/abi/layout.h"
#include "runtime/state/lookups.h"

namespace hd {

/// What a suspending function waits for (Abrupt::suspend).
enum class Pending : std::uint32_t {
  none,
  call,    // the guest function at `pending_base`
  send,    // the reply to the running tasklet's request
  resume,  // `pending_tasklet`
  yield,
  kill,
  wait,  // a wake-up or a timeout
  pause,
  block,   // the end of a blocking call
  handle,  // the message handler
  fail
};

/// Parameters of enter_slow, enter_at and enter_tail_slow.
struct CallParameters {
  Value callee;
  std::int64_t at = 0;  // the window, as an offset from base
  std::int64_t nargs = 0;
  std::int64_t nres = 0;
  Value link = Value::nil();  // the return link
  bool tail = false;          // replaces the calling frame
};

/// The fault a bytecode found, and where in the description.
struct FoundFault {
  const char* what = nullptr;
  const char* site = nullptr;
  const char* place = nullptr;  // of the statement now calling the assembler: "mine/ops.heddle:27:10"
};

/// The least capacity of Registers::results.
constexpr std::int64_t least_results = 64;
/// Frames with fewer slots are reused.
constexpr std::uint32_t reused_frame_slots = 16;

struct Registers {
  // Hot: read by generated code.
  alignas(64) Abrupt abrupt = Abrupt::none;
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
  Lookups lookups;                    // by header and key
  Lookups sites;                      // by bytecode
  Fields* no_fields = nullptr;        // those of all objects without any
  std::uint32_t exit = 0;             // left by a bytecode's fast form: where its slow form continues,
  Value carried[carried_values];      // and with which registers
  std::uint32_t expect[max_classes];  // by class: the low header half of an object that this context owns

  // Calls and suspension.
  CallParameters call;
  FoundFault fault;  // for raise_fault
  Pending pending = Pending::none;
  Frame* spill_tail = nullptr;    // last frame spilled; if null, the next one is linked from
  std::int64_t spill_slot = -1;   // this stack slot, or (-1) from the tasklet's `waiting`
  std::int64_t pending_base = 0;  // frame pushed by call_guest, from the stack's start
  Tasklet* pending_tasklet = nullptr;
  Value pending_value = Value::nil();
  bool hands_over_results = false;  // the tasklet continued next takes `results` as they are
  std::int64_t native_depth = 0;    // C frames of nested builtins
  /// Frames of activations that ended, by number of slots, linked by `parent`. No root refers to them, so the lists are
  /// emptied before every collection.
  Frame* free_frames[reused_frame_slots] = {};
};

}  // namespace hd
