// Control flow of the evaluator: bytecodes, guest calls, requests, and the start and end of chains of activations.
#include <algorithm>
#include <cstring>
#include <span>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "runtime/code/receiver.h"
#include "translator/backend/emulator/eval.h"
#include "translator/ir/instruction.h"

namespace heddle::emulator {

using hd::Context;
using hd::Frame;
using hd::Value;
using ir::Op;

namespace {

Handoff handoff;  // one OS thread executes everything

std::int64_t window_start(const std::uint64_t* pc, const EmulatedFunction& f, std::int64_t operand) {
  std::uint16_t at;
  std::memcpy(&at, reinterpret_cast<const char*>(pc) + f.encoding.operands[static_cast<std::size_t>(operand)].byte, 2);
  return at;
}

}  // namespace

HD_CC void bytecode_stub(HD_ARGS) {
  handoff = {Handoff::Kind::bytecode, pc};
  cx->base = base;
  (void)consts;
}

HD_CC void frame_stub(HD_ARGS) {
  handoff = {Handoff::Kind::frame, pc};
  (void)cx, (void)base, (void)consts;
}

void Evaluator::run(Context* cx, hd::Tasklet*) {
  handoff.kind = Handoff::Kind::nothing;
  hd::continue_tasklet(cx, nullptr, nullptr, nullptr);
  while (handoff.kind != Handoff::Kind::nothing) {
    const Handoff now = handoff;
    handoff.kind = Handoff::Kind::nothing;
    try {
      if (now.kind == Handoff::Kind::bytecode)
        run_bytecode(cx, now);
      else
        resume_frame(cx);
    } catch (hd::Fault& fault) {
      hd::catch_fault(cx, fault);
      hd::raise(cx, cx->pc, cx->base, nullptr);
    }
  }
}

void Evaluator::run_bytecode(Context* cx, const Handoff& at) {
  const OpcodeEntry& entry = image_.opcodes[static_cast<std::uint16_t>(*at.pc)];
  Frame* frame = new_frame(cx, *entry.function, nullptr);
  frame->pc = at.pc;
  cx->pc = at.pc;
  after(cx, execute(cx, frame), frame);
}

/// Continues after the chain whose outermost activation is `outermost` has ended or been left.
void Evaluator::after(Context* cx, Outcome outcome, Frame* outermost) {
  if (outcome == Outcome::moved) return;  // perhaps after a collection: `outermost` may be gone
  const std::uint64_t* pc = outermost->pc;
  const auto& f = *static_cast<const EmulatedFunction*>(outermost->function);
  switch (outcome) {
    case Outcome::moved:
    case Outcome::suspended:
      hd::suspend(cx, pc, cx->base, nullptr);
      return;
    case Outcome::raised:
      cx->abrupt = hd::Abrupt::raise;
      if (outermost->parent) {  // the parent is the runtime's own frame below an entry function
        cx->resumed = outermost;
        hd::finish(cx, pc, cx->base, nullptr);
      } else if (f.ir->kind == ir::FunctionKind::op) {
        hd::raise(cx, pc, cx->base, nullptr);
      } else {
        hd::native_finish(cx, pc, cx->base, nullptr);
      }
      return;
    case Outcome::finished:
      cx->abrupt = hd::Abrupt::none;
      if (outermost->parent) {
        cx->resumed = outermost;
        hd::finish(cx, pc, cx->base, nullptr);
      } else {
        hd::native_finish(cx, pc, cx->base, nullptr);
      }
  }
}

/// Resumes cx->resumed: delivers the result it waited for, or the error.
void Evaluator::resume_frame(Context* cx) {
  Frame* frame = cx->resumed;
  Frame* outermost = frame;
  while (outermost->parent && outermost->parent->function) outermost = outermost->parent;
  if (outermost->pc) cx->pc = outermost->pc;
  if (cx->abrupt == hd::Abrupt::raise) {
    cx->abrupt = hd::Abrupt::none;
    if (!pass_awaited_error(cx, frame)) return after(cx, Outcome::raised, outermost);
  } else {
    const auto& f = *static_cast<const EmulatedFunction*>(frame->function);
    const Step& s = f.steps[frame->state - 1];
    if (s.op == Op::call_guest || ir::gives_values(*s.source))
      deliver_values(cx, s, frame->slots);
    else if (s.dst >= 0)
      std::copy_n(cx->results, s.width, &frame->slots[s.dst]);
  }
  after(cx, execute(cx, frame), outermost);
}

void Evaluator::set_results(Context* cx, const Value* from, int n) {
  hd::reserve_results(cx, n);
  std::copy_n(from, n, cx->results);
  cx->nresults = n;
}

/// Returns true if it ended abruptly. Checks that only functions declared to fault do so: the translated VM guards no
/// others.
bool Evaluator::call_machine(Context* cx, const Step& s, Value* r) {
  const sema::MachineFunction& function = ir::machine_function(*s.source);
  if (function.may(sema::machine_fact::place)) cx->fault.place = place_of(s);
  Value values[hd::max_machine_arguments], result{};
  for (int i = 0; i < s.nargs; ++i) values[i] = r[s.args[i]];
  try {
    if ((*static_cast<const hd::MachineCall*>(s.ptr))(cx, values, &result)) return true;
  } catch (const hd::Fault& fault) {
    if (function.may(sema::machine_fact::faults)) throw;
    throw std::logic_error(
        fmt::format("'{}' of the machine is not declared as one that faults, but: {}", function.name, fault.message()));
  }
  if (s.dst >= 0) r[s.dst] = s.op == Op::wait ? cx->results[0] : result;
  return false;
}

void Evaluator::frame_register(Context* cx, const Step& s, Value* r) const {
  const std::int64_t i = r[s.args[0]].as_int();
  if (s.op == Op::frame_set_reg)
    hd::frame_set_reg(cx, i, r[s.args[1]]);
  else if (s.dst >= 0)
    r[s.dst] = hd::frame_reg(cx, i);
}

bool Evaluator::call_guest(Context* cx, const Step& s, Value* r) {
  const bool spread = s.imm & 2;
  const int n = s.nargs - 1 - (spread ? 1 : 0);
  std::vector<Value> values(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) values[static_cast<std::size_t>(i)] = r[s.args[i + 1]];
  const Value* const args = values.data();
  const Value callee = r[s.args[0]];
  if (!spread) return hd::call_guest(cx, callee, args, n);
  const Value last = r[s.args[s.nargs - 1]];
  if (s.class_id) return hd::call_guest_spread(cx, callee, args, n, nullptr, last.as_int());
  return hd::call_guest_spread(cx, callee, args, n, last.as<hd::ValueList>(), -1);
}

void Evaluator::deliver_values(Context* cx, const Step& s, Value* r) {
  if (s.dst < 0) return;
  if (ir::gives_values(*s.source))
    r[s.dst] = Value::object(hd::results_list(cx));
  else
    r[s.dst] = cx->nresults ? cx->results[0] : Value::nil();
}

void Evaluator::return_values(Context* cx, const Step& s, Value* r) {
  const bool spread = s.imm & 2;
  const int n = s.nargs - (spread ? 1 : 0);
  const Value last = spread ? r[s.args[s.nargs - 1]] : Value::nil();
  const std::int64_t skip = spread && s.class_id ? last.as_int() : 0;
  const auto list = spread && !s.class_id ? hd::elements(cx, last.as<hd::ValueList>()) : std::span<const Value>{};
  const std::int64_t more = !spread      ? 0
                            : s.class_id ? std::max<std::int64_t>(0, hd::args_count(cx) - skip)
                                         : std::ssize(list);
  hd::reserve_results(cx, n + more);
  for (int i = 0; i < n; ++i) cx->results[i] = r[s.args[i]];
  if (spread) std::copy_n(s.class_id ? cx->base + skip : list.data(), more, cx->results + n);
  cx->nresults = n + more;
}

bool Evaluator::note_request(Context* cx, const Step& s, Value* r) {
  const auto* method = static_cast<const EmulatedFunction*>(s.ptr);
  Value args[hd::most_arguments];
  for (int i = 0; i < s.nargs; ++i) args[i] = r[s.args[i]];
  return hd::route(cx, &cx->isolate->language->methods[method->method_index], args, s.nargs);
}

/// The number of registers from `from` on; if `n` is OPEN, up to the end of the open values.
std::int64_t Evaluator::count(Context* cx, std::int64_t n, std::int64_t from) const {
  if (!hd::is_count(cx, cx->base, from, n)) fail(cx, hd::no_such_count);
  const std::int64_t counted = n == hd::open_results ? cx->open - from : n;
  if (counted < 0) fail(cx, hd::no_such_count);
  return counted;
}

/// Ends a bytecode, whose activation is `frame`: continues at the next, at a label, or in another frame.
void Evaluator::control_step(Context* cx, const Step& s, Frame* frame) {
  const auto& f = *static_cast<const EmulatedFunction*>(frame->function);
  const std::uint64_t* pc = frame->pc;
  const Value* r = frame->slots;
  auto go = [&](const std::uint64_t* to) {
    const Value* consts = hd::constants_of(cx->base);
    if (to <= pc && cx->poll.is_set())
      hd::safepoint(cx, to, cx->base, consts);
    else
      cx->dispatch[static_cast<std::uint16_t>(*to)](cx, to, cx->base, consts);
  };
  switch (s.op) {
    case Op::next:
      recycle(cx, frame);
      return go(pc + f.encoding.words);
    case Op::jump_label: {
      recycle(cx, frame);
      std::int32_t distance;
      std::memcpy(&distance,
                  reinterpret_cast<const char*>(pc) + f.encoding.operands[static_cast<std::size_t>(s.imm)].byte, 4);
      return go(pc + distance);
    }
    case Op::enter:
    case Op::enter_tail: {
      const std::int64_t at = window_start(pc, f, s.imm);
      const std::int64_t nargs = count(cx, r[s.args[1]].as_int(), at + hd::frame_slots);
      const std::int64_t nres = s.op == Op::enter ? r[s.args[2]].as_int() : 0;
      if (!hd::is_count(cx, cx->base, at, nres)) fail(cx, hd::no_such_count);
      cx->call = {r[s.args[0]], at, nargs, nres, hd::return_link(pc + f.encoding.words)};
      const int counts = s.op == Op::enter ? 3 : 2;
      const bool with_first = s.nargs > counts;
      if (with_first) cx->pending_value = r[s.args[counts]];
      const hd::Operation entrance = s.op == Op::enter ? (with_first ? &hd::enter_with : &hd::enter_slow)
                                                       : (with_first ? &hd::enter_tail_with : &hd::enter_tail_slow);
      entrance(cx, pc, cx->base, nullptr);
      return;
    }
    case Op::leave: {
      const std::int64_t at = window_start(pc, f, s.imm);
      const std::int64_t n = count(cx, r[s.args[0]].as_int(), at);
      set_results(cx, cx->base + at, static_cast<int>(n));
      break;
    }
    case Op::leave_value:
      set_results(cx, &r[s.args[0]], 1);
      break;
    default:
      cx->nresults = 0;
      break;
  }
  recycle(cx, frame);
  hd::leave_results(cx, pc, cx->base, nullptr);
}

}  // namespace heddle::emulator
