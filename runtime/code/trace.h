// Watching what a tasklet runs: a builtin is called before each bytecode of it, for hooks, debuggers and profilers.
//
// While nobody is watched this costs a look where a builtin returns, and no bytecode anything: bytecodes find their
// operations in a table, and to watch is to put another one in place of each, which looks whether the running tasklet
// is watched (as LuaJIT's dispatch table does for hooks). The table is the language's, read by all threads: it changes
// while the world is stopped (runtime/world/change.h).
#pragma once
#include <vector>

#include "runtime/code/frames.h"

namespace hd {

/// What is to be called, of one tasklet. Touched by whoever acts for its home.
struct Trace {
  Value tracer;                // a builtin; nil: there is none any more
  Value data;                  // its argument
  std::int64_t left;           // bytecodes to pass over
  std::vector<Value> results;  // of the builtin that returned to bytecode last, before they were adjusted
  bool running;                // what it runs is not watched
  // While it runs:
  Frame* frame;             // where the bytecode waits; its `pc` is what others see
  std::int64_t base;        // of the stack frame that is watched, from the stack's start
  const std::uint64_t* pc;  // the bytecode that comes next
};

/// `tracer` (nil: none) is called before each bytecode that `t` runs, once the table is switched.
void set_tracer(Context* cx, Tasklet* t, Value tracer, Value data);
void free_trace(Tasklet* t);
/// The table is the one for watching.
bool is_tracing(const Isolate* isolate);
/// Switches the table: some tasklet of these contexts is watched, or none. The world is stopped.
void switch_tracing(Isolate* isolate, const std::vector<Context*>& contexts);
/// Asks for that at the next safepoint. `asker` (or null) is woken then, by the ticket.
void ask_for_tracing(Context* cx, Tasklet* asker, std::int64_t ticket);
/// A tasklet of `cx` that was watched is gone: unless others are, nobody has to look any more.
void forget_traced(Context* cx);
/// A builtin returns cx->results to a bytecode of a tasklet that has a trace.
void note_results(Context* cx);
/// Was the frame whose link is this called by the machine as a tracer?
bool is_tracer_link(Value link);
/// The running tracer of `t` is over: it returned, raised, or was unwound.
void leave_tracer(Tasklet* t);

// For the running tracer, about what it was called for.
/// Its next `n` calls are left out.
void trace_skip(Context* cx, std::int64_t n);
/// The frame, as the place of its registers in the stack: deeper ones have higher numbers.
std::int64_t traced_frame(Context* cx);
Value traced_function(Context* cx);
/// The bytecode's first word, and its name.
std::int64_t traced_pc(Context* cx);
Str* traced_op(Context* cx);
/// The bytecode's n-th operand of 16 bits, signed; 0: it has none.
std::int64_t traced_operand(Context* cx, std::int64_t n);
/// The register or constant that it names.
Value traced_value(Context* cx, std::int64_t n);
Value traced_reg(Context* cx, std::int64_t i);
/// What the last builtin returned that a bytecode of a watched frame called.
Object* traced_results(Context* cx);
/// The frame's open results, as `frame.open`.
std::int64_t traced_open(Context* cx);
/// To those who look at the frame it seems to be at word `pc` of its code, until the tracer returns.
void trace_pretend(Context* cx, std::int64_t pc);

}  // namespace hd
