// Watching what a tasklet runs: a builtin is called before each of its bytecodes, for hooks, debuggers and profilers.
//
// While no tasklet is watched, bytecodes pay nothing, and returns from builtins pay one test. Bytecodes find their
// operations in a table. Watching replaces each entry with an operation that checks whether the running tasklet is
// watched (LuaJIT's dispatch table does the same for hooks). The table belongs to the language and all threads read it,
// so it changes only while the world is stopped (runtime/world/change.h).
#pragma once
#include <vector>

#include "runtime/code/frames.h"

namespace hd {

/// The tracer of one tasklet. Touched only by the thread acting for its home.
struct Trace {
  Value tracer;                // a builtin; nil: removed
  Value data;                  // its argument
  std::int64_t left;           // bytecodes to skip
  std::vector<Value> results;  // of the last builtin that returned to bytecode, before adjustment
  bool running;                // the tracer is running; what it runs is not watched
  // While the tracer runs:
  Frame* frame;             // where the bytecode waits; stack inspection shows its `pc`
  std::int64_t base;        // of the watched stack frame, from the stack's start
  const std::uint64_t* pc;  // the next bytecode
};

/// Sets the builtin called before each bytecode that `t` runs (nil: none). Takes effect once the table is switched.
void set_tracer(Context* cx, Tasklet* t, Value tracer, Value data);
void free_trace(Tasklet* t);
/// Returns true if the table is switched to watching.
bool is_tracing(const Isolate* isolate);
/// Switches the table according to whether any tasklet of these contexts is watched. The world must be stopped.
void switch_tracing(Isolate* isolate, const std::vector<Context*>& contexts);
/// Asks for the table to be switched at the next safepoint. `asker`, if not null, is then woken by the ticket.
void ask_for_tracing(Context* cx, Tasklet* asker, std::int64_t ticket);
/// A watched tasklet of `cx` is gone: watching can be switched off unless others are watched.
void forget_traced(Context* cx);
/// Records cx->results, which a builtin returns to a bytecode of a tasklet that has a trace.
void note_results(Context* cx);
/// Returns true if the frame with this link was called by the machine as a tracer.
bool is_tracer_link(Value link);
/// The running tracer of `t` has ended: it returned, raised, or was unwound.
void leave_tracer(Tasklet* t);

// For the running tracer, about the bytecode it was called for.
/// Skips the tracer's next `n` calls.
void trace_skip(Context* cx, std::int64_t n);
/// Identifies the frame by the position of its registers in the stack: deeper frames have higher numbers.
std::int64_t traced_frame(Context* cx);
Value traced_function(Context* cx);
/// traced_pc: the bytecode's first word. traced_op: its op.
std::int64_t traced_pc(Context* cx);
std::int32_t traced_op(Context* cx);
/// The bytecode's n-th operand of 16 bits, signed; 0 if it has none.
std::int64_t traced_operand(Context* cx, std::int64_t n);
/// The register or constant that the n-th operand names.
Value traced_value(Context* cx, std::int64_t n);
Value traced_reg(Context* cx, std::int64_t i);
/// The results of the last builtin called by a bytecode of a watched frame.
Object* traced_results(Context* cx);
/// The frame's open results, as in `frame.open`.
std::int64_t traced_open(Context* cx);
/// Makes the frame appear to be at word `pc` of its code until the tracer returns.
void trace_pretend(Context* cx, std::int64_t pc);

}  // namespace hd
