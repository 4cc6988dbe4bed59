#include "runtime/code/trace.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

/// Slots of the frame in which the watched bytecode waits.
enum : std::uint32_t { slot_pc, slot_open, slot_count };

std::uint16_t opcode_at(const std::uint64_t* pc) { return static_cast<std::uint16_t>(*pc); }

const std::uint64_t* address(Value word) { return reinterpret_cast<const std::uint64_t*>(word.bits); }

void drop_unused(Tasklet* t) {
  if (t->trace->tracer.is_nil() && !t->trace->running) free_trace(t);
}

/// Continues after the tracer returned or raised.
HD_CC void traced_done(HD_ARGS) {
  Frame* frame = cx->resumed;
  Tasklet* t = cx->current;
  pc = address(frame->slots[slot_pc]);
  cx->base = base;
  cx->open = frame->slots[slot_open].as_int();
  leave_tracer(t);
  if (cx->abrupt == Abrupt::raise) HD_TAIL raise(HD_PASS);
  consts = constants_of(base);
  HD_TAIL cx->isolate->operations[opcode_at(pc)](HD_PASS);
}

/// Replaces every operation while any tasklet is watched.
HD_CC void traced(HD_ARGS) {
  Trace* trace = cx->current->trace;
  if (!trace || trace->running || base[-3].as<Callable>()->code->trampoline || trace->left-- > 0)
    HD_TAIL cx->isolate->operations[opcode_at(pc)](HD_PASS);
  trace->left = 0;
  cx->base = base;
  cx->pc = pc;
  Frame* frame = new_frame(cx, slot_count);
  frame->resume = &traced_done;
  frame->pc = pc;
  frame->slots[slot_pc] = Value::raw(reinterpret_cast<std::uint64_t>(pc));
  frame->slots[slot_open] = Value::integer(cx->open);
  Value* at = top_of(cx);
  const std::int64_t offset = at - cx->current->stack;
  if (reserve_stack(cx, at, frame_slots + 1)) {
    base = cx->base;
    HD_TAIL raise(HD_PASS);
  }
  base = cx->base;
  trace->running = true;
  trace->frame = frame;
  trace->base = base - cx->current->stack;
  trace->pc = pc;
  at = cx->current->stack + offset;
  at[0] = trace->tracer;
  at[frame_slots] = trace->data;
  cx->call = {at[0], offset, 1, open_results, Value::object(frame)};
  HD_TAIL enter_at(HD_PASS);
}

/// Returns the trace that the running tracer was called for.
Trace& trace_of(Context* cx, const char* function) {
  Trace* trace = cx->current->trace;
  if (!trace || !trace->running) fault(cx, "no tracer runs", function);
  return *trace;
}

const Value* base_of(const Context* cx, const Trace& trace) { return cx->current->stack + trace.base; }

const Code* code_of(const Context* cx, const Trace& trace) { return base_of(cx, trace)[-3].as<Callable>()->code; }

/// Returns a register of the frame, or one of its open results.
Value register_of(Context* cx, const Trace& trace, std::int64_t i, const char* function) {
  const std::int64_t open = trace.frame->slots[slot_open].as_int();
  if (i < 0 || i >= std::max(code_of(cx, trace)->nregs, open)) fault(cx, "the frame has no such register", function);
  return base_of(cx, trace)[i];
}

/// The byte offset of the n-th operand in the bytecode; 0 if it has none.
std::uint8_t operand_place(const OpInfo& op, std::int64_t n) {
  return n < 0 || n >= static_cast<std::int64_t>(std::size(op.operands)) ? std::uint8_t{0} : op.operands[n];
}

const OpInfo& op_of(const Context* cx, const Trace& trace) { return cx->isolate->language->ops[opcode_at(trace.pc)]; }

std::int16_t operand_of(const Context* cx, const Trace& trace, std::int64_t n) {
  const std::uint8_t place = operand_place(op_of(cx, trace), n);
  std::int16_t operand = 0;
  if (place) std::memcpy(&operand, reinterpret_cast<const char*>(trace.pc) + place, sizeof operand);
  return operand;
}

}  // namespace

void set_tracer(Context*, Tasklet* t, Value tracer, Value data) {
  if (!t->trace) {
    if (tracer.is_nil()) return;
    t->trace = new Trace{};
  }
  t->trace->tracer = tracer;
  t->trace->data = data;
  t->trace->left = 0;
  drop_unused(t);
}

void leave_tracer(Tasklet* t) {
  t->trace->running = false;
  drop_unused(t);
}

void free_trace(Tasklet* t) { delete std::exchange(t->trace, nullptr); }

bool is_tracing(const Isolate* isolate) { return isolate->language->nops && isolate->language->dispatch[0] == &traced; }

void ask_for_tracing(Context* cx, Tasklet* asker, std::int64_t ticket) {
  constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
  cx->changes.push_back({nullptr, nullptr, asker, ticket, never});
  cx->poll.ask_self();
}

void forget_traced(Context* cx) { ask_for_tracing(cx, nullptr, 0); }

void switch_tracing(Isolate* isolate, const std::vector<Context*>& contexts) {
  const bool wanted = std::any_of(contexts.begin(), contexts.end(), [](const Context* cx) {
    return std::any_of(cx->schedule.tasklets.begin(), cx->schedule.tasklets.end(),
                       [](const Tasklet* t) { return t->trace != nullptr; });
  });
  if (wanted == is_tracing(isolate)) return;
  const Language* language = isolate->language;
  auto& kept = isolate->operations;
  if (kept.empty()) kept.assign(language->dispatch, language->dispatch + language->nops);
  if (wanted)
    std::fill_n(language->dispatch, language->nops, &traced);
  else
    std::copy(kept.begin(), kept.end(), language->dispatch);
}

bool is_tracer_link(Value link) { return link.is_object() && link.as<Frame>()->resume == &traced_done; }

void note_results(Context* cx) {
  Trace* trace = cx->current->trace;
  if (!trace->running) trace->results.assign(cx->results, cx->results + cx->nresults);
}

Object* traced_results(Context* cx) {
  const auto& results = trace_of(cx, "traced_results").results;
  return new_value_list(cx, results.data(), static_cast<std::int64_t>(results.size()));
}

void trace_skip(Context* cx, std::int64_t n) { trace_of(cx, "trace_skip").left = std::max<std::int64_t>(n, 0); }

std::int64_t traced_frame(Context* cx) { return trace_of(cx, "traced_frame").base; }

Value traced_function(Context* cx) { return base_of(cx, trace_of(cx, "traced_function"))[-3]; }

std::int64_t traced_pc(Context* cx) {
  const Trace& trace = trace_of(cx, "traced_pc");
  return trace.pc - code_of(cx, trace)->start();
}

std::int32_t traced_op(Context* cx) { return op_of(cx, trace_of(cx, "traced_op")).op; }

std::int64_t traced_operand(Context* cx, std::int64_t n) { return operand_of(cx, trace_of(cx, "traced_operand"), n); }

Value traced_value(Context* cx, std::int64_t n) {
  const Trace& trace = trace_of(cx, "traced_value");
  const OpInfo& op = op_of(cx, trace);
  if (!operand_place(op, n)) return Value::nil();
  const auto index = static_cast<std::uint16_t>(operand_of(cx, trace, n));
  const Code* code = code_of(cx, trace);
  if (!(op.constants >> n & 1)) return register_of(cx, trace, index, "traced_value");
  return index < code->consts->length ? code->constants()[index] : Value::nil();
}

Value traced_reg(Context* cx, std::int64_t i) { return register_of(cx, trace_of(cx, "traced_reg"), i, "traced_reg"); }

std::int64_t traced_open(Context* cx) { return trace_of(cx, "traced_open").frame->slots[slot_open].as_int(); }

void trace_pretend(Context* cx, std::int64_t pc) {
  const Trace& trace = trace_of(cx, "trace_pretend");
  const Code* code = code_of(cx, trace);
  if (pc < -1 || pc >= code->words->length) fault(cx, "the code has no such word", "trace_pretend");
  trace.frame->pc = code->start() + pc;
}

}  // namespace hd
