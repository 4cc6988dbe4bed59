#include "translator/backend/emulator/code.h"

#include <cstring>
#include <stdexcept>

#include "runtime/runtime.h"
#include "translator/ir/faults.h"

namespace heddle::emulator {

using ir::Op;
using sema::Type;
using sema::TypeKind;

namespace {

Memory memory_of(const Type* type) {
  switch (type->kind) {
    case TypeKind::boolean:
      return Memory::boolean;
    case TypeKind::float64:
      return Memory::f64;
    case TypeKind::value:
      return Memory::value;
    case TypeKind::enumeration:
      return Memory::i32;
    case TypeKind::args:
      return Memory::i64;
    case TypeKind::integer:
      switch (type->bits) {
        case 8:
          return type->is_signed ? Memory::i8 : Memory::u8;
        case 16:
          return type->is_signed ? Memory::i16 : Memory::u16;
        case 32:
          return type->is_signed ? Memory::i32 : Memory::u32;
        default:
          return type->is_signed ? Memory::i64 : Memory::u64;
      }
    default:
      return Memory::reference;
  }
}

bool has_slots(const Type* type) { return type && type->kind != TypeKind::unit && type->kind != TypeKind::never; }

/// Decodes a function into steps.
class Decoder {
 public:
  Decoder(Image& image) : image_(image), layout_(*image.layout) {}

  void decode(const ir::Function& function, EmulatedFunction& out) {
    function_ = &function;
    out_ = &out;
    number_blocks();
    std::size_t length = 0;
    for (const ir::Block& block : function.blocks) length += block.instrs.size();
    out.steps.reserve(length);
    for (std::size_t b = 0; b < function.blocks.size(); ++b) {
      const ir::Block& block = function.blocks[b];
      for (const ir::Instr& instr : block.instrs) out.steps.push_back(step(instr, block));
    }
  }

 private:
  void number_blocks() {
    block_start_.clear();
    std::int32_t next = 0;
    for (const ir::Block& block : function_->blocks) {
      block_start_.push_back(next);
      next += static_cast<std::int32_t>(block.instrs.size());
    }
  }

  const Type* reg_type(ir::Reg reg) const { return function_->regs[static_cast<std::size_t>(reg)]; }

  Step step(const ir::Instr& instr, const ir::Block& block) {
    Step s;
    s.op = instr.op;
    s.source = &instr;
    s.imm = instr.imm;
    s.polls = instr.polls;
    s.nargs = static_cast<std::uint16_t>(instr.args.size());
    s.handler = block.handler >= 0 ? block_start_[static_cast<std::size_t>(block.handler)] : -1;
    if (instr.dst != ir::no_reg) {
      s.dst = slot(instr.dst);
      describe(s, reg_type(instr.dst));
    }
    auto& args = image_.numbers.emplace_back();
    for (ir::Reg reg : instr.args) args.push_back(slot(reg));
    s.args = args.data();
    if (!instr.targets.empty()) {
      auto& targets = image_.numbers.emplace_back();
      for (ir::BlockId b : instr.targets) targets.push_back(block_start_[static_cast<std::size_t>(b)]);
      s.targets = targets.data();
    }
    specialise(s, instr);
    return s;
  }

  std::int32_t slot(ir::Reg reg) const { return out_->slot_of[static_cast<std::size_t>(reg)]; }

  /// Sets `width` and `scalars` for a type.
  void describe(Step& s, const Type* type) {
    if (!has_slots(type)) {
      s.width = 0;
      return;
    }
    const auto& scalars = image_.scalars(type);
    s.width = static_cast<std::uint16_t>(scalars.size());
    s.scalars = scalars.data();
    s.kind = scalars.empty() ? Memory::value : scalars[0].memory;
  }

  void describe_field(Step& s, const Type* holder, int field) {
    const auto& info = holder->fields[static_cast<std::size_t>(field)];
    describe(s, info.type);
    s.offset = static_cast<std::uint32_t>(layout_.field_offset(holder, field));
  }

  void describe_element(Step& s, const Type* array) {
    describe(s, array->element);
    s.stride = static_cast<std::uint32_t>(layout_.size_of(array->element));
    s.class_id = static_cast<std::uint32_t>(array->class_id);
  }

  static const Type* plain(const Type* type) { return type->kind == TypeKind::optional ? type->element : type; }

  /// The first slot of a field within the slots of a record.
  std::int64_t record_slot(const Type* record, std::int64_t field) {
    std::int64_t at = 0;
    for (std::int64_t i = 0; i < field; ++i)
      at += static_cast<std::int64_t>(image_.scalars(record->fields[static_cast<std::size_t>(i)].type).size());
    return at;
  }

  void specialise(Step& s, const ir::Instr& instr) {
    switch (instr.op) {
      case Op::const_str:
        s.ptr = hd::intern(instr.text.data(), instr.text.size());
        break;
      case Op::const_table:
        s.ptr = &image_.tables[static_cast<std::size_t>(instr.imm)];
        break;
      case Op::const_native:
      case Op::call:
      case Op::route:
        s.ptr = &image_.functions[static_cast<std::size_t>(instr.callee)];
        break;
      case Op::eq:
      case Op::ne:
      case Op::lt:
      case Op::le:
      case Op::gt:
      case Op::ge:
      case Op::convert:
      case Op::hash_of:
      case Op::add_overflows:
      case Op::sub_overflows:
      case Op::mul_overflows: {
        const Type* type = reg_type(instr.args[0]);
        if (instr.op == Op::convert) {
          s.imm = static_cast<std::int64_t>(memory_of(type));  // the source; `kind` is the target
          break;
        }
        s.kind = memory_of(type);
        s.imm =
            type->kind == TypeKind::str || (type->kind == TypeKind::optional && type->element->kind == TypeKind::str);
        break;
      }
      case Op::enum_from:
        s.imm = static_cast<std::int64_t>(reg_type(instr.dst)->constants.size());
        break;
      case Op::box:
      case Op::test_arm:
      case Op::unbox:
        specialise_arm(s, instr);
        break;
      case Op::test_class:
      case Op::new_object:
      case Op::owner_check:
        s.ptr = instr.type;
        s.class_id = static_cast<std::uint32_t>(instr.type->class_id);
        if (instr.op == Op::new_object) s.stride = static_cast<std::uint32_t>(layout_.size_of_object(instr.type));
        break;
      case Op::checked_cast:
        s.ptr = reg_type(instr.dst);
        s.class_id = static_cast<std::uint32_t>(plain(reg_type(instr.dst))->class_id);
        break;
      case Op::get_field:
      case Op::set_field:
        describe_field(s, plain(reg_type(instr.args[0])), static_cast<int>(instr.imm));
        break;
      case Op::record_get:
      case Op::record_set: {
        const Type* record = reg_type(instr.args[0]);
        describe(s, record->fields[static_cast<std::size_t>(instr.imm)].type);
        s.imm = record_slot(record, instr.imm);
        break;
      }
      case Op::record_make:
        s.ptr = reg_type(instr.dst);
        break;
      case Op::array_new:
      case Op::array_of:
        describe_element(s, reg_type(instr.dst));
        break;
      case Op::array_get:
      case Op::array_set:
      case Op::array_fill:
      case Op::array_copy:
      case Op::array_freeze:
        describe_element(s, reg_type(instr.args[0]));
        break;
      case Op::array_get_field:
      case Op::array_set_field: {
        const Type* record = reg_type(instr.args[0])->element;
        s.stride = static_cast<std::uint32_t>(layout_.size_of(record));
        describe_field(s, record, static_cast<int>(instr.imm));
        break;
      }
      case Op::call_intrinsic:
      case Op::wait: {
        s.ptr = &hd::machine_call(static_cast<std::size_t>(instr.imm));
        break;
      }
      case Op::switch_arm:
        specialise_switch(s, instr);
        break;
      case Op::emit:
        s.ptr = image_.op_by_name.at(instr.text);
        break;
      case Op::ret:
        if (!instr.args.empty()) describe(s, reg_type(instr.args[0]));
        break;
      case Op::call_guest:
      case Op::ret_values:
        s.class_id = (s.imm & 2) && !instr.args.empty() && reg_type(instr.args.back())->kind == TypeKind::args;
        break;
      case Op::move:
      case Op::cast_ref:
      case Op::narrow:
        describe(s, reg_type(instr.dst));
        break;
      default:
        break;
    }
  }

  void arm_tag(const Type* payload, std::uint32_t& tag, std::uint32_t& class_id) {
    class_id = 0;
    if (!payload || payload->kind == TypeKind::nil)
      tag = hd::tag_nil;
    else if (payload->kind == TypeKind::boolean)
      tag = hd::tag_bool;
    else if (payload->kind == TypeKind::integer)
      tag = hd::tag_int;
    else if (payload->kind == TypeKind::float64)
      tag = hd::tag_float;
    else {
      tag = hd::tag_object;
      class_id = static_cast<std::uint32_t>(payload->class_id);
    }
  }

  /// Sets stride to the tag of the arm, and class_id to the class of an object arm.
  void specialise_arm(Step& s, const ir::Instr& instr) {
    const Type* value = image_.program->types->value();
    arm_tag(value->arms[static_cast<std::size_t>(instr.imm)].type, s.stride, s.class_id);
  }

  /// Points `ptr` to the cases, as pairs of tag and class.
  void specialise_switch(Step& s, const ir::Instr& instr) {
    const Type* value = image_.program->types->value();
    auto& cases = image_.numbers.emplace_back();
    for (std::int64_t arm : instr.cases) {
      std::uint32_t tag = 0, class_id = 0;
      arm_tag(value->arms[static_cast<std::size_t>(arm)].type, tag, class_id);
      cases.push_back(static_cast<std::int32_t>(tag));
      cases.push_back(static_cast<std::int32_t>(class_id));
    }
    s.ptr = cases.data();
  }

  Image& image_;
  const ir::Layout& layout_;
  const ir::Function* function_ = nullptr;
  EmulatedFunction* out_ = nullptr;
  std::vector<std::int32_t> block_start_;
};

void assign_slots(Image& image, const ir::Function& function, EmulatedFunction& out) {
  out.ir = &function;
  for (std::size_t r = 0; r < function.regs.size(); ++r) {
    out.slot_of.push_back(out.nslots);
    if (has_slots(function.regs[r])) out.nslots += static_cast<std::int32_t>(image.scalars(function.regs[r]).size());
    if (static_cast<int>(r) + 1 == function.nparams) out.param_slots = out.nslots;
  }
  if (has_slots(function.result) && function.result->kind != TypeKind::values)
    out.result_slots = static_cast<std::int32_t>(image.scalars(function.result).size());
}

void number_opcodes(Image& image) {
  for (std::size_t k = 0; k < image.program->ops.size(); ++k) {
    EmulatedFunction& op = image.functions[static_cast<std::size_t>(image.program->ops[k])];
    op.encoding = ir::encode(op.ir->operands);
    op.shape = ir::op_shape(*op.ir);
    op.shape_view = op.shape.view(*op.ir);
    op.opcode = static_cast<std::int32_t>(image.opcodes.size());
    for (int v = 0; v < op.encoding.variants; ++v) image.opcodes.push_back({&op, static_cast<std::int32_t>(k), v});
    const std::string& name = op.ir->name;
    image.op_by_name[name.rfind("op ", 0) == 0 ? name.substr(3) : name] = &op;
  }
}

}  // namespace

const std::vector<Scalar>& Image::scalars(const Type* type) {
  auto found = scalars_.find(type);
  if (found != scalars_.end()) return found->second;
  std::vector<Scalar> list;
  if (type->kind == TypeKind::record) {
    for (std::size_t f = 0; f < type->fields.size(); ++f) {
      const auto offset = static_cast<std::uint32_t>(layout->field_offset(type, static_cast<int>(f)));
      for (Scalar s : scalars(type->fields[f].type)) list.push_back({offset + s.offset, s.memory});
    }
  } else {
    list.push_back({0, memory_of(type)});
  }
  return scalars_.emplace(type, std::move(list)).first->second;
}

std::unique_ptr<Image> make_image(const ir::Program& program, const ir::Layout& layout) {
  auto image = std::make_unique<Image>();
  image->program = &program;
  image->layout = &layout;
  image->functions.resize(program.functions.size());
  image->tables.resize(program.tables.size());
  for (std::size_t i = 0; i < program.functions.size(); ++i)
    assign_slots(*image, *program.functions[i], image->functions[i]);
  number_opcodes(*image);
  for (std::size_t i = 0; i < program.builtins.size(); ++i)
    image->functions[static_cast<std::size_t>(program.builtins[i])].native_index = static_cast<std::int32_t>(i);
  return image;
}

void decode_steps(Image& image, EmulatedFunction& function) { Decoder(image).decode(*function.ir, function); }

namespace {
template <class T>
T read(const char* at) {
  T v;
  std::memcpy(&v, at, sizeof v);
  return v;
}
template <class T>
void write(char* at, T v) {
  std::memcpy(at, &v, sizeof v);
}
}  // namespace

hd::Value load(const char* at, Memory memory) {
  using hd::Value;
  switch (memory) {
    case Memory::boolean:
      return Value::boolean(read<bool>(at));
    case Memory::i8:
      return Value::integer(read<std::int8_t>(at));
    case Memory::i16:
      return Value::integer(read<std::int16_t>(at));
    case Memory::i32:
      return Value::integer(read<std::int32_t>(at));
    case Memory::i64:
      return Value::integer(read<std::int64_t>(at));
    case Memory::u8:
      return Value::integer(read<std::uint8_t>(at));
    case Memory::u16:
      return Value::integer(read<std::uint16_t>(at));
    case Memory::u32:
      return Value::integer(read<std::uint32_t>(at));
    case Memory::u64:
      return Value::integer(read<std::int64_t>(at));
    case Memory::f64:
      return Value::number(read<double>(at));
    case Memory::reference:
      return Value::reference(read<hd::Object*>(at));
    case Memory::value:
      return read<Value>(at);
  }
  return Value::nil();
}

void store(char* at, Memory memory, hd::Value v) {
  switch (memory) {
    case Memory::boolean:
      write<bool>(at, v.as_bool());
      break;
    case Memory::i8:
    case Memory::u8:
      write(at, static_cast<std::uint8_t>(v.bits));
      break;
    case Memory::i16:
    case Memory::u16:
      write(at, static_cast<std::uint16_t>(v.bits));
      break;
    case Memory::i32:
    case Memory::u32:
      write(at, static_cast<std::uint32_t>(v.bits));
      break;
    case Memory::i64:
    case Memory::u64:
      write(at, v.bits);
      break;
    case Memory::f64:
      write(at, v.as_float());
      break;
    case Memory::reference:
      write<hd::Object*>(at, v.is_object() ? v.as_object() : nullptr);
      break;
    case Memory::value:
      write(at, v);
      break;
  }
}

}  // namespace heddle::emulator
