#include "translator/backend/emulator/eval.h"

#include <algorithm>
#include <cstring>

namespace heddle::emulator {

using hd::Context;
using hd::Frame;
using hd::Value;
using ir::Op;

namespace {

/// The ownership check: an object of this context or, for reading, also a read-shared one.
bool may_touch(const Context* cx, const hd::Object* object, bool to_read) {
  return object->owner() == cx->id || (to_read && object->owner() == 0);
}

}  // namespace

Frame* Evaluator::new_frame(Context* cx, const EmulatedFunction& f, Frame* parent) {
  const std::size_t context = cx->id;
  if (pools_.size() <= context) pools_.resize(context + 1);
  Pool& pool = pools_[context];
  if (pool.collections != cx->memory.collections) {
    pool.collections = cx->memory.collections;
    pool.free.assign(image_.functions.size(), nullptr);
  }
  Frame*& cached = pool.free[static_cast<std::size_t>(f.ir->id)];
  Frame* frame = cached;
  if (frame) {
    cached = nullptr;
  } else {
    if (f.steps.empty()) decode_steps(image_, image_.functions[static_cast<std::size_t>(f.ir->id)]);
    frame = hd::new_frame(cx, static_cast<std::uint32_t>(f.nslots));
    frame->function = &f;
    frame->resume = &frame_stub;
    for (int i = 0; i < f.nslots; ++i) frame->slots[i] = Value::nil();
  }
  frame->parent = parent;
  frame->pc = nullptr;
  frame->state = 0;
  return frame;
}

void Evaluator::recycle(Context* cx, Frame* frame) {
  Pool& pool = pools_[static_cast<std::size_t>(cx->id)];
  const auto* f = static_cast<const EmulatedFunction*>(frame->function);
  if (pool.collections == cx->memory.collections) pool.free[static_cast<std::size_t>(f->ir->id)] = frame;
}

bool Evaluator::call(Context* cx, const EmulatedFunction& f, const Value* args, std::int64_t nargs) {
  Frame* frame = new_frame(cx, f, nullptr);
  std::copy(args, args + nargs, frame->slots);
  switch (execute(cx, frame)) {
    case Outcome::finished:
      cx->abrupt = hd::Abrupt::none;
      return false;
    case Outcome::raised:
      cx->abrupt = hd::Abrupt::raise;
      return true;
    default:
      cx->abrupt = hd::Abrupt::suspend;
      return true;
  }
}

namespace {

constexpr std::size_t most_depth = 6 << 20;  // of the 8 MB that a thread usually has

/// An estimate of the C stack that an activation takes when translated.
std::size_t depth_of(const EmulatedFunction& f) { return 64 + 8 * static_cast<std::size_t>(f.nslots); }

/// Adds a chain of activations to the emulated stack depth while it runs; restores the depth afterwards.
class Depth {
 public:
  Depth(std::size_t& depth, const Frame* innermost) : depth_(depth), before_(depth) {
    for (const Frame* at = innermost; at && at->function; at = at->parent)
      depth_ += depth_of(*static_cast<const EmulatedFunction*>(at->function));
  }
  ~Depth() { depth_ = before_; }
  Depth(const Depth&) = delete;
  Depth& operator=(const Depth&) = delete;

 private:
  std::size_t& depth_;
  const std::size_t before_;
};

}  // namespace

/// Runs the chain whose innermost activation is `frame`. On suspension the innermost frame is linked.
Evaluator::Outcome Evaluator::execute(Context* cx, Frame* frame) {
  for (;;) {
    const Depth depth(depth_, frame);
    hd::Fault fault{""};
    try {
      const Outcome outcome = execute_steps(cx, frame);
      if (outcome != Outcome::raised) return outcome;
      if (!pass_to_handler(cx, frame)) return Outcome::raised;
      continue;
    } catch (hd::Fault& caught) {
      fault = caught;
    }
    const bool handled = to_handler(frame, [&](const Frame* left) { fault.pass(site_of(left)); });
    hd::catch_fault(cx, fault);
    if (!handled) return Outcome::raised;
  }
}

std::string Evaluator::site_of(const Frame* frame) const {
  const auto* f = static_cast<const EmulatedFunction*>(frame->function);
  return frame->state > 0 ? site_(*f->ir, *f->steps[frame->state - 1].source) : "";
}

/// Finds the handler of the error in flight, leaving activations without one. Returns false if the chain has none.
/// Calls `leave` for each activation left, and for the one with the handler.
template <class Leave>
bool Evaluator::to_handler(Frame*& frame, Leave leave) {
  for (;;) {
    leave(frame);
    const auto* f = static_cast<const EmulatedFunction*>(frame->function);
    const std::int32_t handler = frame->state > 0 ? f->steps[frame->state - 1].handler : -1;
    if (handler >= 0) {
      frame->state = static_cast<std::uint32_t>(handler);
      return true;
    }
    if (!frame->parent || !frame->parent->function) return false;
    frame = frame->parent;
  }
}

/// The same for the guest error in cx->error, whose traceback grows if it comes from a fault.
bool Evaluator::pass_to_handler(Context* cx, Frame*& frame) {
  return to_handler(frame, [&](const Frame* left) {
    if (hd::comes_from_fault(cx, cx->error)) hd::pass_error(cx, site_of(left).c_str());
  });
}

namespace {

bool passes_on(const Frame* frame) {
  const auto* f = static_cast<const EmulatedFunction*>(frame->function);
  const ir::Instr& waits = *f->steps[frame->state - 1].source;
  return waits.suspend >= 0 && f->ir->suspend_points[static_cast<std::size_t>(waits.suspend)].passes_on;
}

/// Returns true if the activation waits for code that it called itself.
bool waits_for_code(const Frame* frame) {
  const auto* f = static_cast<const EmulatedFunction*>(frame->function);
  const Step& s = f->steps[frame->state - 1];
  return s.op == Op::call_guest && !frame->slots[s.args[0]].is_class(hd::class_native);
}

}  // namespace

/// The same for an error that comes instead of what the chain waited for. Tracebacks name the activations that the
/// translated VM keeps: not functions that only pass a result on, nor a bytecode whose called code returns to it.
bool Evaluator::pass_awaited_error(Context* cx, Frame*& frame) {
  bool delivered = waits_for_code(frame);
  return to_handler(frame, [&](const Frame* left) {
    const bool is_op = static_cast<const EmulatedFunction*>(left->function)->ir->kind == ir::FunctionKind::op;
    delivered = delivered && passes_on(left);
    const bool kept = is_op ? !delivered : !passes_on(left);
    if (kept && hd::comes_from_fault(cx, cx->error)) hd::pass_error(cx, site_of(left).c_str());
  });
}

/// Suspends the chain: links the innermost activation; further frames are appended after the outermost.
void Evaluator::link_chain(Context* cx, Frame* innermost) {
  hd::relink(cx, innermost);
  while (cx->spill_tail->parent && cx->spill_tail->parent->function) cx->spill_tail = cx->spill_tail->parent;
}

int Evaluator::reg_width(const EmulatedFunction& f, int reg) const {
  const auto at = static_cast<std::size_t>(reg);
  return (at + 1 < f.slot_of.size() ? f.slot_of[at + 1] : f.nslots) - f.slot_of[at];
}

/// Records where the activation is, for tracebacks, handlers, and continuing after a call.
void Evaluator::note_place(Frame* frame, const Step& s) {
  const auto* f = static_cast<const EmulatedFunction*>(frame->function);
  frame->state = static_cast<std::uint32_t>(&s - f->steps.data()) + 1;
}

/// Creates the callee's activation with its arguments.
Frame* Evaluator::enter(Context* cx, const Step& s, Frame* caller) {
  const auto* callee = static_cast<const EmulatedFunction*>(s.ptr);
  depth_ += depth_of(*callee);
  if (callee->ir->watches_stack && depth_ > most_depth) fail(cx, hd::stack_overflow);
  Frame* inner = new_frame(cx, *callee, caller);
  int at = 0;
  for (int i = 0; i < s.nargs; ++i) {
    const int width = reg_width(*callee, i);
    std::copy_n(&caller->slots[s.args[i]], width, &inner->slots[at]);
    at += width;
  }
  return inner;
}

/// Ends the activation. Sets `frame` to the caller's; returns false if this chain has none, with the results in `cx`.
bool Evaluator::leave(Context* cx, const Step& s, Frame*& frame) {
  const Value* result = s.nargs ? &frame->slots[s.args[0]] : nullptr;
  if (!frame->parent || !frame->parent->function) {
    if (result)
      set_results(cx, result, s.width);
    else
      cx->nresults = 0;
    recycle(cx, frame);
    return false;
  }
  Frame* done = frame;
  depth_ -= depth_of(*static_cast<const EmulatedFunction*>(done->function));
  frame = frame->parent;
  const auto* caller = static_cast<const EmulatedFunction*>(frame->function);
  const Step& call = caller->steps[frame->state - 1];
  if (result && call.dst >= 0) std::copy_n(result, s.width, &frame->slots[call.dst]);
  recycle(cx, done);
  return true;
}

namespace {

/// The index of the target that a switch takes for `v`.
std::size_t chosen_case(const Step& s, Value v) {
  const auto& cases = s.source->cases;
  std::size_t i = 0;
  if (s.op == Op::switch_int) {
    while (i < cases.size() && cases[i] != v.as_int()) ++i;
    return i;
  }
  const auto* arms = static_cast<const std::int32_t*>(s.ptr);
  while (i < cases.size() &&
         !is_arm(v, static_cast<std::uint32_t>(arms[2 * i]), static_cast<std::uint32_t>(arms[2 * i + 1])))
    ++i;
  return i;
}

}  // namespace

/// Steps that call, wait or jump; all others are in value_step.cpp.
Evaluator::Outcome Evaluator::execute_steps(Context* cx, Frame*& frame) {
  const auto* f = static_cast<const EmulatedFunction*>(frame->function);
  const Step* ip = f->steps.data() + frame->state;
  Value* r = frame->slots;
  auto place = [&](const Step& s) { note_place(frame, s); };
  auto reload = [&] {
    f = static_cast<const EmulatedFunction*>(frame->function);
    ip = f->steps.data() + frame->state;
    r = frame->slots;
  };
  auto abrupt = [&] {
    if (cx->abrupt == hd::Abrupt::raise) return Outcome::raised;
    link_chain(cx, frame);
    return Outcome::suspended;
  };
  for (;;) {
    const Step& s = *ip++;
    ++steps_;
    auto arg = [&](int i) -> Value& { return r[s.args[i]]; };
    switch (s.op) {
      case Op::array_new:
      case Op::array_of:
      case Op::array_len:
      case Op::array_get:
      case Op::array_set:
      case Op::array_get_field:
      case Op::array_set_field:
      case Op::array_copy:
      case Op::array_fill:
      case Op::array_freeze:
      case Op::str_len:
      case Op::str_get:
      case Op::str_concat:
        place(s);
        if (array_step(cx, s, r)) return abrupt();
        break;
      case Op::call:
        place(s);
        frame = enter(cx, s, frame);
        reload();
        break;
      case Op::ret:
        if (!leave(cx, s, frame)) return Outcome::finished;
        reload();
        break;
      case Op::ret_values:
        place(s);
        return_values(cx, s, r);
        recycle(cx, frame);
        return Outcome::finished;
      case Op::raise:
        place(s);
        cx->error = arg(0);
        return Outcome::raised;
      case Op::fault:
        fail_at(cx, s, frame, s.source->text.c_str());
        break;

      case Op::call_intrinsic:
      case Op::wait:
        place(s);
        if (call_machine(cx, s, r)) return abrupt();
        break;
      case Op::frame_reg:
      case Op::frame_set_reg:
        place(s);
        frame_register(cx, s, r);
        break;
      case Op::route:
        place(s);
        if (note_request(cx, s, r)) return abrupt();
        if (s.dst >= 0) std::copy_n(cx->results, s.width, &r[s.dst]);
        break;
      case Op::call_guest:
        place(s);
        if (call_guest(cx, s, r)) return abrupt();
        deliver_values(cx, s, r);
        break;
      case Op::emit:
        place(s);
        emit(cx, s, r);
        break;
      case Op::jump:
        ip = f->steps.data() + s.targets[0];
        break;
      case Op::branch:
        ip = f->steps.data() + s.targets[arg(0).as_bool() ? 0 : 1];
        break;
      case Op::switch_int:
      case Op::switch_arm:
        ip = f->steps.data() + s.targets[chosen_case(s, arg(0))];
        break;
      case Op::owner_check:
        ip = f->steps.data() + s.targets[may_touch(cx, arg(0).as_object(), s.imm == ir::check_to_read) ? 0 : 1];
        break;
      case Op::operand_get:
      case Op::operand_set:
      case Op::window_get:
      case Op::window_set:
        place(s);
        operand_step(cx, s, r, frame);
        break;
      case Op::next:
      case Op::jump_label:
      case Op::enter:
      case Op::enter_tail:
      case Op::leave:
      case Op::leave_value:
      case Op::leave_none:
        place(s);
        control_step(cx, s, frame);
        return Outcome::moved;
      case Op::call_method:
        fail(cx, "call_method after ownership");
      default:
        value_step(cx, s, frame);
    }
  }
}

}  // namespace heddle::emulator
