// Steps that compute a value and continue with the next step: constants, numbers, guest values, references, and values
// of the context.
#include <algorithm>

#include "translator/backend/emulator/eval.h"
#include "translator/backend/emulator/numbers.h"

namespace heddle::emulator {

using hd::Context;
using hd::Frame;
using hd::Value;
using ir::Op;

namespace {

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

std::int64_t hash_of(Context* cx, Memory kind, Value v) {
  if (kind == Memory::value) return hd::hash_value(cx, v);
  return kind == Memory::reference ? hd::hash_str(cx, as_str(v)) : hd::hash_int(cx, v.as_int());
}

void constant_step(Context* cx, const Step& s, Value* r) {
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
      std::copy_n(&r[s.args[0]], s.width, &r[s.dst]);
      break;
    default:
      break;
  }
}

}  // namespace

/// Faults at the place of a step.
void Evaluator::fail_at(Context* cx, const Step& s, Frame* frame, const char* why) {
  note_place(frame, s);
  fail(cx, why);
}

void Evaluator::number_step(Context* cx, const Step& s, Frame* frame) {
  Value* r = frame->slots;
  auto arg = [&](int i) -> Value& { return r[s.args[i]]; };
  switch (s.op) {
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
        fail_at(cx, s, frame, why);
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
        fail_at(cx, s, frame, "number outside the enum");
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
    default:
      break;
  }
}

void Evaluator::reference_step(Context* cx, const Step& s, Frame* frame) {
  Value* r = frame->slots;
  auto arg = [&](int i) -> Value& { return r[s.args[i]]; };
  switch (s.op) {
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
        fail_at(cx, s, frame, "object of another type");
      }
      r[s.dst] = arg(0);
      break;
    case Op::narrow:
      if (!arg(0).is_object()) {
        fail_at(cx, s, frame, "nil where an object was needed");
      }
      r[s.dst] = arg(0);
      break;
    default:
      break;
  }
}

/// Roots, the arguments of a builtin, the error passed to a handler.
void Evaluator::context_step(Context* cx, const Step& s, Frame* frame) {
  Value* r = frame->slots;
  auto arg = [&](int i) -> Value& { return r[s.args[i]]; };
  switch (s.op) {
    case Op::root_get:
      if (s.source->checked && hd::get_root(cx, s.imm).is_nil()) {
        note_place(frame, s);
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
      note_place(frame, s);
      const std::int64_t skip = arg(0).as_int(), n = arg(1).as_int();
      if (n < 0) hd::fault(cx, "negative count");
      r[s.dst] = Value::integer(skip + std::min(n, std::max<std::int64_t>(0, hd::args_count(cx) - skip)));
      break;
    }
    case Op::catch_value:
      r[s.dst] = cx->error;
      cx->abrupt = hd::Abrupt::none;
      break;
    default:
      fail(cx, "an instruction that the emulator does not know");
  }
}

/// The groups follow the order of instructions.def.
void Evaluator::value_step(Context* cx, const Step& s, Frame* frame) {
  if (s.op <= Op::move) return constant_step(cx, s, frame->slots);
  if (s.op <= Op::not_ || s.op == Op::hash_of) return number_step(cx, s, frame);
  if (s.op == Op::cast_ref) return constant_step(cx, s, frame->slots);
  if (s.op <= Op::narrow) return reference_step(cx, s, frame);
  if (s.op <= Op::record_set) return object_step(cx, s, frame->slots);
  context_step(cx, s, frame);
}

}  // namespace heddle::emulator
