// The registers of the machine that a context runs: what generated code and the emulator read and write. Only the
// thread that acts for the context.
#pragma once
#include <cstdint>

#include "runtime/abi/layout.h"

namespace hd {

/// What a function that abrupt `suspend` waits for.
enum class Pending : std::uint32_t {
  none,
  call,    // the guest function at `pending_base`
  send,    // the reply to the running tasklet's request
  resume,  // `pending_tasklet`
  yield,
  kill,
  wait,  // a wake, or its time
  pause,
  block,   // the end of a blocking call
  handle,  // the message handler
  fail
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
  std::uint32_t exit = 0;             // of a bytecode's fast form: where its slow form goes on,
  Value carried[carried_values];      // with these registers
  std::uint32_t expect[max_classes];  // by class: the low header half of an object this context owns

  // Calls and suspension.
  CallParameters call;
  FoundFault fault;  // for raise_fault
  Pending pending = Pending::none;
  Frame* spill_tail = nullptr;    // last frame spilled, or null: the next one goes to
  std::int64_t spill_slot = -1;   // this slot of the stack, or (-1) to the tasklet's `waiting`
  std::int64_t pending_base = 0;  // from the stack's start: frame pushed by call_guest
  Tasklet* pending_tasklet = nullptr;
  Value pending_value = Value::nil();
  std::int64_t native_depth = 0;  // C frames of nested builtins
};

}  // namespace hd
