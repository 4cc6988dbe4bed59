#include "translator/backend/emulator/eval.h"

#include <algorithm>
#include <cstring>

#include "translator/backend/emulator/numbers.h"

namespace heddle::emulator {

using hd::Context;
using hd::Frame;
using hd::Value;
using ir::Op;

namespace {

char* memory(Value reference, std::uint32_t offset) { return reinterpret_cast<char*>(reference.as_object()) + offset; }

void load_slots(const Step& s, const char* at, Value* to) {
  for (int i = 0; i < s.width; ++i) to[i] = load(at + s.scalars[i].offset, s.scalars[i].memory);
}

void store_slots(const Step& s, char* at, const Value* from) {
  for (int i = 0; i < s.width; ++i) store(at + s.scalars[i].offset, s.scalars[i].memory, from[i]);
}

hd::Str* as_str(Value v) { return v.as<hd::Str>(); }

bool strings_equal(Context* cx, Value a, Value b) {
  if (!a.is_object() || !b.is_object()) return a.is_object() == b.is_object();
  return hd::str_equal(cx, as_str(a), as_str(b));
}

bool compare_step(Context* cx, const Step& s, Value a, Value b) {
  if (s.kind == Memory::value) return hd::value_equal(cx, a, b) == (s.op == Op::eq);
  if (!s.imm) return compare(s.op, s.kind, a, b);
  if (s.op == Op::eq || s.op == Op::ne) return strings_equal(cx, a, b) == (s.op == Op::eq);
  const std::int64_t order = hd::str_compare(cx, as_str(a), as_str(b));
  return compare(s.op, Memory::i64, Value::integer(order), Value::integer(0));
}

bool is_arm(Value v, std::uint32_t tag, std::uint32_t class_id) {
  return v.tag == tag && (tag != hd::tag_object || v.as_object()->class_id() == class_id);
}

std::int64_t hash_of(Context* cx, Memory kind, Value v) {
  if (kind == Memory::value) return hd::hash_value(cx, v);
  return kind == Memory::reference ? hd::hash_str(cx, as_str(v)) : hd::hash_int(cx, v.as_int());
}

/// The ownership check: an own object, or to read also a read-shared one.
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
      cx->signal = hd::Signal::none;
      return false;
    case Outcome::raised:
      cx->signal = hd::Signal::raise;
      return true;
    default:
      cx->signal = hd::Signal::suspend;
      return true;
  }
}

namespace {

constexpr std::size_t most_depth = 6 << 20;  // of the 8 MB that a thread usually has

/// What an activation takes of the C stack when translated, about.
std::size_t depth_of(const EmulatedFunction& f) { return 64 + 8 * static_cast<std::size_t>(f.nslots); }

/// The depth of the emulated stack while a chain of activations runs; as before afterwards.
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

/// Runs the chain that `frame` is the innermost activation of. On suspension the innermost frame is linked.
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

/// Finds the handler of the error in flight, leaving activations without one. False: the chain has none. `leave` is
/// told who is left, and who has the handler.
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

/// The same for the guest error in cx->error, whose traceback grows when it comes from a fault.
bool Evaluator::pass_to_handler(Context* cx, Frame*& frame) {
  return to_handler(frame, [&](const Frame* left) {
    if (hd::comes_from_fault(cx, cx->error)) hd::pass_error(cx, site_of(left).c_str());
  });
}

/// Ends the chain that is left here: the innermost activation is linked, what comes next goes behind the outermost.
void Evaluator::link_chain(Context* cx, Frame* innermost) {
  hd::relink(cx, innermost);
  while (cx->spill_tail->parent && cx->spill_tail->parent->function) cx->spill_tail = cx->spill_tail->parent;
}

int Evaluator::reg_width(const EmulatedFunction& f, int reg) const {
  const auto at = static_cast<std::size_t>(reg);
  return (at + 1 < f.slot_of.size() ? f.slot_of[at + 1] : f.nslots) - f.slot_of[at];
}

Evaluator::Outcome Evaluator::execute_steps(Context* cx, Frame*& frame) {
  const auto* f = static_cast<const EmulatedFunction*>(frame->function);
  const Step* ip = f->steps.data() + frame->state;
  Value* r = frame->slots;
  auto place = [&](const Step& s) { frame->state = static_cast<std::uint32_t>(&s - f->steps.data()) + 1; };
  auto reload = [&] {
    f = static_cast<const EmulatedFunction*>(frame->function);
    ip = f->steps.data() + frame->state;
    r = frame->slots;
  };
  auto signalled = [&] {
    if (cx->signal == hd::Signal::raise) return Outcome::raised;
    link_chain(cx, frame);
    return Outcome::suspended;
  };
  for (;;) {
    const Step& s = *ip++;
    ++steps_;
    auto arg = [&](int i) -> Value& { return r[s.args[i]]; };
    switch (s.op) {
      case Op::const_int:
        r[s.dst] = {hd::tag_int, static_cast<std::uint64_t>(s.imm)};
        break;
      case Op::const_float:
        r[s.dst] = Value::number(s.source->number);
        break;
      case Op::const_bool:
        r[s.dst] = Value::boolean(s.imm != 0);
        break;
      case Op::const_str:
        r[s.dst] = Value::object(s.ptr);
        break;
      case Op::const_null:
      case Op::const_nil:
        r[s.dst] = Value::nil();
        break;
      case Op::const_native: {
        const auto* native = static_cast<const EmulatedFunction*>(s.ptr);
        r[s.dst] = Value::object(hd::native_object(cx, native->native_index));
        break;
      }
      case Op::const_table:
        r[s.dst] = Value::object(*static_cast<hd::Array* const*>(s.ptr));
        break;
      case Op::move:
      case Op::cast_ref:
        std::copy_n(&arg(0), s.width, &r[s.dst]);
        break;

      case Op::add:
      case Op::sub:
      case Op::mul:
      case Op::div:
      case Op::rem:
      case Op::band:
      case Op::bor:
      case Op::bxor:
      case Op::shl:
      case Op::shr:
        if (Fault why = arithmetic(s.op, s.kind, arg(0), arg(1), r[s.dst])) {
          place(s);
          fail(cx, why);
        }
        break;
      case Op::neg:
      case Op::bnot:
        r[s.dst] = negate(s.op, s.kind, arg(0));
        break;
      case Op::add_overflows:
      case Op::sub_overflows:
      case Op::mul_overflows:
        r[s.dst] = Value::boolean(overflows(s.op, s.kind, arg(0), arg(1)));
        break;
      case Op::convert:
        r[s.dst] = convert(static_cast<Memory>(s.imm), s.kind, arg(0));
        break;
      case Op::f64_bits:
      case Op::f64_from_bits:
        r[s.dst] = {s.op == Op::f64_from_bits ? hd::tag_float : hd::tag_int, arg(0).bits};
        break;
      case Op::hash_of:
        r[s.dst] = Value::integer(hash_of(cx, s.kind, arg(0)));
        break;
      case Op::enum_from:
        if (arg(0).bits >= static_cast<std::uint64_t>(s.imm)) {
          place(s);
          fail(cx, "number outside the enum");
        }
        r[s.dst] = arg(0);
        break;
      case Op::eq:
      case Op::ne:
      case Op::lt:
      case Op::le:
      case Op::gt:
      case Op::ge:
        r[s.dst] = Value::boolean(compare_step(cx, s, arg(0), arg(1)));
        break;
      case Op::not_:
        r[s.dst] = Value::boolean(!arg(0).as_bool());
        break;

      case Op::box:
      case Op::unbox:
        r[s.dst] = arg(0);
        break;
      case Op::test_arm:
        r[s.dst] = Value::boolean(is_arm(arg(0), s.stride, s.class_id));
        break;
      case Op::test_class:
        r[s.dst] = Value::boolean(arg(0).is_object() && arg(0).as_object()->class_id() == s.class_id);
        break;
      case Op::checked_cast:
        if (!arg(0).is_object() || arg(0).as_object()->class_id() != s.class_id) {
          place(s);
          fail(cx, "object of another type");
        }
        r[s.dst] = arg(0);
        break;
      case Op::narrow:
        if (!arg(0).is_object()) {
          place(s);
          fail(cx, "nil where an object was needed");
        }
        r[s.dst] = arg(0);
        break;
      case Op::new_object:
        r[s.dst] = Value::object(new_object(cx, s, r));
        break;
      case Op::get_field:
        load_slots(s, memory(arg(0), s.offset), &r[s.dst]);
        break;
      case Op::set_field:
        store_slots(s, memory(arg(0), s.offset), &arg(1));
        break;
      case Op::record_make: {
        int at = s.dst;
        const auto& fields = static_cast<const sema::Type*>(s.ptr)->fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
          const int width = static_cast<int>(scalars_of(fields[i].type).size());
          std::copy_n(&arg(static_cast<int>(i)), width, &r[at]);
          at += width;
        }
        break;
      }
      case Op::record_get:
        std::copy_n(&arg(0) + s.imm, s.width, &r[s.dst]);
        break;
      case Op::record_set:
        std::copy_n(&arg(1), s.width, &arg(0) + s.imm);
        break;

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
        place(s);
        if (array_step(cx, s, r)) return signalled();
        break;

      case Op::call: {
        place(s);
        const auto* callee = static_cast<const EmulatedFunction*>(s.ptr);
        depth_ += depth_of(*callee);
        if (callee->ir->watches_stack && depth_ > most_depth) fail(cx, hd::stack_overflow);
        Frame* inner = new_frame(cx, *callee, frame);
        int at = 0;
        for (int i = 0; i < s.nargs; ++i) {
          const int width = reg_width(*callee, i);
          std::copy_n(&arg(i), width, &inner->slots[at]);
          at += width;
        }
        frame = inner;
        reload();
        break;
      }
      case Op::ret: {
        if (!frame->parent || !frame->parent->function) {
          if (s.nargs)
            set_results(cx, &arg(0), s.width);
          else
            cx->nresults = 0;
          recycle(cx, frame);
          return Outcome::finished;
        }
        Frame* done = frame;
        depth_ -= depth_of(*f);
        frame = frame->parent;
        const auto* caller = static_cast<const EmulatedFunction*>(frame->function);
        const Step& call = caller->steps[frame->state - 1];
        if (s.nargs && call.dst >= 0) std::copy_n(&arg(0), s.width, &frame->slots[call.dst]);
        recycle(cx, done);
        reload();
        break;
      }
      case Op::ret_values:
        place(s);
        return_values(cx, s, r);
        recycle(cx, frame);
        return Outcome::finished;
      case Op::raise:
        place(s);
        cx->error = arg(0);
        return Outcome::raised;
      case Op::catch_value:
        r[s.dst] = cx->error;
        cx->signal = hd::Signal::none;
        break;
      case Op::fault:
        place(s);
        fail(cx, s.source->text.c_str());
        break;

      case Op::call_intrinsic:
      case Op::wait:
        place(s);
        if (call_machine(cx, s, r)) return signalled();
        break;
      case Op::str_concat: {
        place(s);
        hd::Str* both = nullptr;
        if (hd::str_concat(cx, arg(0).as<hd::Str>(), arg(1).as<hd::Str>(), &both)) return signalled();
        r[s.dst] = Value::object(both);
        break;
      }
      case Op::frame_reg:
      case Op::frame_set_reg:
        place(s);
        frame_register(cx, s, r);
        break;
      case Op::route:
        place(s);
        if (note_request(cx, s, r)) return signalled();
        if (s.dst >= 0) std::copy_n(cx->results, s.width, &r[s.dst]);
        break;
      case Op::call_guest:
        place(s);
        if (call_guest(cx, s, r)) return signalled();
        deliver_values(cx, s, r);
        break;

      case Op::root_get:
        if (s.source->checked && hd::get_root(cx, s.imm).is_nil()) {
          place(s);
          unset_root(cx, s);
        }
        r[s.dst] = hd::get_root(cx, s.imm);
        break;
      case Op::root_set:
        hd::set_root(cx, s.imm, arg(0));
        break;
      case Op::args_len:
        r[s.dst] = Value::integer(std::max<std::int64_t>(0, hd::link_extra(cx->base[-1]) - arg(0).as_int()));
        break;
      case Op::args_get: {
        const std::int64_t skip = arg(0).as_int(), i = arg(1).as_int();
        r[s.dst] = i >= 0 && i < hd::args_count(cx) - skip ? cx->base[skip + i] : Value::nil();
        break;
      }
      case Op::args_from: {
        place(s);
        const std::int64_t skip = arg(0).as_int(), n = arg(1).as_int();
        if (n < 0) hd::fault(cx, "negative count");
        r[s.dst] = Value::integer(skip + std::min(n, std::max<std::int64_t>(0, hd::args_count(cx) - skip)));
        break;
      }
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
      case Op::switch_int: {
        const auto& cases = s.source->cases;
        std::size_t i = 0;
        while (i < cases.size() && cases[i] != arg(0).as_int()) ++i;
        ip = f->steps.data() + s.targets[i];
        break;
      }
      case Op::switch_arm: {
        const auto* cases = static_cast<const std::int32_t*>(s.ptr);
        const std::size_t n = s.source->cases.size();
        std::size_t i = 0;
        while (i < n &&
               !is_arm(arg(0), static_cast<std::uint32_t>(cases[2 * i]), static_cast<std::uint32_t>(cases[2 * i + 1])))
          ++i;
        ip = f->steps.data() + s.targets[i];
        break;
      }
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
      case Op::leave_none: {
        place(s);
        control_step(cx, s, frame);
        return Outcome::moved;
      }
      case Op::call_method:
        fail(cx, "call_method after ownership");
    }
  }
}

}  // namespace heddle::emulator
