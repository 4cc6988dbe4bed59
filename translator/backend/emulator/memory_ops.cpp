// The evaluator's instructions on objects, arrays, strings and the operands of the running bytecode.
#include <algorithm>
#include <cstring>

#include "translator/backend/emulator/eval.h"

namespace heddle::emulator {

using hd::Array;
using hd::Context;
using hd::Frame;
using hd::Value;
using ir::Op;
using syntax::OperandMode;

namespace {

char* element(Array* array, const Step& s, std::int64_t index) {
  return reinterpret_cast<char*>(array + 1) + index * s.stride + s.offset;
}

char* memory(Value reference, std::uint32_t offset) { return reinterpret_cast<char*>(reference.as_object()) + offset; }

void load_slots(const Step& s, const char* at, Value* to) {
  for (int i = 0; i < s.width; ++i) to[i] = load(at + s.scalars[i].offset, s.scalars[i].memory);
}

void store_slots(const Step& s, char* at, const Value* from) {
  for (int i = 0; i < s.width; ++i) store(at + s.scalars[i].offset, s.scalars[i].memory, from[i]);
}

std::int64_t read_operand(const std::uint64_t* pc, ir::OperandPlace place) {
  const char* at = reinterpret_cast<const char*>(pc) + place.byte;
  if (place.bytes == 4) {
    std::int32_t wide;
    std::memcpy(&wide, at, 4);
    return wide;
  }
  std::int16_t narrow;
  std::memcpy(&narrow, at, 2);
  return narrow;
}

std::int64_t read_register(const std::uint64_t* pc, ir::OperandPlace place) {
  return static_cast<std::uint16_t>(read_operand(pc, place));
}

}  // namespace

/// The evaluator adds the place when it catches the fault.
void Evaluator::fail(Context* cx, const char* why) { hd::fault(cx, why); }

void Evaluator::unset_root(Context* cx, const Step& s) const {
  const std::string& name = image_.program->roots[static_cast<std::size_t>(s.imm)].name;
  fail(cx, ("the root '" + name + "' is read before it is set").c_str());
}

hd::Object* Evaluator::new_object(Context* cx, const Step& s, Value* r) {
  const auto* type = static_cast<const sema::Type*>(s.ptr);
  hd::Object* object = hd::allocate(cx, s.stride);
  std::memset(static_cast<void*>(object), 0, s.stride);
  object->header =
      hd::make_header(type->sharing == sema::Sharing::owned ? cx->id : 0, static_cast<std::uint16_t>(s.class_id));
  for (std::size_t i = 0; i < type->fields.size(); ++i) {
    char* at = reinterpret_cast<char*>(object) + image_.layout->field_offset(type, static_cast<int>(i));
    const auto& scalars = scalars_of(type->fields[i].type);
    for (std::size_t k = 0; k < scalars.size(); ++k)
      store(at + scalars[k].offset, scalars[k].memory, r[s.args[i] + static_cast<int>(k)]);
  }
  return object;
}

void Evaluator::object_step(Context* cx, const Step& s, Value* r) {
  auto arg = [&](int i) -> Value& { return r[s.args[i]]; };
  switch (s.op) {
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
    default:
      break;
  }
}

/// Array and string instructions. Returns true if it ended abruptly (out of memory).
bool Evaluator::array_step(Context* cx, const Step& s, Value* r) {
  auto arg = [&](int i) -> Value& { return r[s.args[i]]; };
  auto* array = s.nargs ? arg(0).as<Array>() : nullptr;
  auto checked = [&](Value index, std::int64_t limit) {
    const std::int64_t i = index.as_int();
    if (static_cast<std::uint64_t>(i) >= static_cast<std::uint64_t>(limit)) fail(cx, "index out of bounds");
    return i;
  };
  auto reference = [&](Value v) {
    if (!v.is_object()) fail(cx, "nil where an object was needed");
  };
  auto range = [&](std::int64_t from, std::int64_t to, std::int64_t length) {
    if (from < 0 || from > to || to > length) fail(cx, "range out of bounds");
  };
  if (s.op != Op::array_new && s.op != Op::array_of) reference(arg(0));
  switch (s.op) {
    case Op::str_concat: {
      hd::Str* both = nullptr;
      if (hd::str_concat(cx, arg(0).as<hd::Str>(), arg(1).as<hd::Str>(), &both)) return true;
      r[s.dst] = Value::object(both);
      return false;
    }
    case Op::array_new: {
      if (arg(0).as_int() < 0) fail(cx, "negative array length");
      if (hd::array_new(cx, static_cast<std::uint16_t>(s.class_id), s.stride, arg(0).as_int(), &array)) return true;
      for (std::int64_t i = 0; i < array->length; ++i) store_slots(s, element(array, s, i), &arg(1));
      r[s.dst] = Value::object(array);
      return false;
    }
    case Op::array_of:
      if (hd::array_new(cx, static_cast<std::uint16_t>(s.class_id), s.stride, s.nargs, &array)) return true;
      for (int i = 0; i < s.nargs; ++i) store_slots(s, element(array, s, i), &arg(i));
      r[s.dst] = Value::object(array);
      return false;
    case Op::array_len:
      r[s.dst] = Value::integer(array->length);
      return false;
    case Op::array_get:
    case Op::array_get_field:
      load_slots(s, element(array, s, checked(arg(1), array->length)), &r[s.dst]);
      return false;
    case Op::array_set:
    case Op::array_set_field:
      store_slots(s, element(array, s, checked(arg(1), array->length)), &arg(2));
      return false;
    case Op::array_copy: {
      const std::int64_t from = arg(1).as_int(), to = arg(2).as_int(), at = arg(4).as_int();
      reference(arg(3));
      auto* target = arg(3).as<Array>();
      range(from, to, array->length);
      if (at < 0 || at > target->length - (to - from)) fail(cx, "range out of bounds");
      std::memmove(element(target, s, at), element(array, s, from), static_cast<std::size_t>((to - from) * s.stride));
      return false;
    }
    case Op::array_fill:
      range(arg(1).as_int(), arg(2).as_int(), array->length);
      for (std::int64_t i = arg(1).as_int(); i < arg(2).as_int(); ++i) store_slots(s, element(array, s, i), &arg(3));
      return false;
    case Op::array_freeze: {
      Array* copy = nullptr;
      if (hd::array_new(cx, array->class_id(), s.stride, array->length, &copy)) return true;
      std::memcpy(copy + 1, array + 1, static_cast<std::size_t>(array->length * s.stride));
      r[s.dst] = Value::object(copy);
      return false;
    }
    case Op::str_len:
      r[s.dst] = Value::integer(arg(0).as<hd::Str>()->length);
      return false;
    default: {
      auto* text = arg(0).as<hd::Str>();
      r[s.dst] = Value::integer(static_cast<unsigned char>(text->data()[checked(arg(1), text->length)]));
      return false;
    }
  }
}

/// The register at `index` in the window that starts at register `at`.
Value* Evaluator::window_slot(Context* cx, std::int64_t at, std::int64_t index) const {
  const auto slot = static_cast<std::int64_t>(static_cast<std::uint64_t>(at) + static_cast<std::uint64_t>(index));
  if (!hd::in_frame(cx, cx->base, slot)) fail(cx, hd::no_such_register);
  return cx->base + slot;
}

/// Reads and writes the running bytecode's operands; `frame` is the bytecode's own activation.
void Evaluator::operand_step(Context* cx, const Step& s, Value* r, Frame* frame) {
  const auto& f = *static_cast<const EmulatedFunction*>(frame->function);
  const auto& operand = f.ir->operands[static_cast<std::size_t>(s.imm)];
  const ir::OperandPlace place = f.encoding.operands[static_cast<std::size_t>(s.imm)];
  const std::uint64_t* pc = frame->pc;
  Value* base = cx->base;
  switch (s.op) {
    case Op::operand_set:
      base[read_register(pc, place)] = r[s.args[0]];
      return;
    case Op::window_get:
      r[s.dst] = *window_slot(cx, read_register(pc, place), r[s.args[0]].as_int());
      return;
    case Op::window_set:
      *window_slot(cx, read_register(pc, place), r[s.args[0]].as_int()) = r[s.args[1]];
      return;
    default:
      break;
  }
  const Value* consts = hd::constants_of(base);
  switch (operand.mode) {
    case OperandMode::imm:
    case OperandMode::imm32:
      r[s.dst] = Value::integer(read_operand(pc, place));
      return;
    case OperandMode::constant:
      r[s.dst] = consts[static_cast<std::uint32_t>(read_operand(pc, place))];
      return;
    case OperandMode::in_reg_or_const: {
      const auto opcode = static_cast<std::uint16_t>(*pc);
      const bool is_const = (opcode - f.opcode) >> place.variant_bit & 1;
      r[s.dst] = is_const ? consts[read_register(pc, place)] : base[read_register(pc, place)];
      return;
    }
    default:
      r[s.dst] = base[read_register(pc, place)];
      return;
  }
}

/// The place of a step, cached in the step.
const char* Evaluator::place_of(const Step& s) {
  if (!s.place) s.place = places_.emplace_back(place_(*s.source)).c_str();
  return s.place;
}

/// The information for the assembler about an `emit` statement.
const hd::EmitSite& Evaluator::emit_site(const Step& s) {
  if (s.site) return *s.site;
  const auto& op = *static_cast<const EmulatedFunction*>(s.ptr);
  auto opcode = static_cast<std::uint32_t>(op.opcode);
  for (std::size_t k = 0; k < op.ir->operands.size(); ++k)
    if (op.ir->operands[k].mode == OperandMode::in_reg_or_const && s.imm >> k & 1)
      opcode += 1u << op.encoding.operands[k].variant_bit;
  s.site = &sites_.emplace_back(hd::EmitSite{&op.shape_view, opcode, static_cast<std::uint32_t>(s.imm), place_of(s)});
  return *s.site;
}

/// `asm.emit Op(...)`: stores the constants and appends the bytecode.
void Evaluator::emit(Context* cx, const Step& s, Value* r) {
  const hd::EmitSite& site = emit_site(s);
  auto* assembler = r[s.args[0]].as<hd::Asm>();
  std::int64_t values[hd::max_operands];
  for (int i = 0; i < site.op->noperands; ++i) {
    const Value v = r[s.args[i + 1]];
    const bool constant = site.op->operands[i].kind == hd::OperandKind::constant || (site.constants >> i & 1);
    values[i] = constant ? hd::asm_constant(cx, assembler, v) : v.as_int();
  }
  hd::asm_emit(cx, assembler, site, values);
}

}  // namespace heddle::emulator
